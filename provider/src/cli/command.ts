import { Command, InvalidArgumentError, Option } from "commander";
import type { Outside } from "./import";
import { languageNames, type LanguageName } from "./importProgram";
import { parsePeriod } from "./period";

/* What a command needs is loaded when that command runs: `--help` should not wait for all of it. */
/* eslint-disable @typescript-eslint/no-require-imports */

interface UsageFlags {
  readonly every?: number;
}

interface DoctorFlags {
  readonly stack?: string;
  readonly unionId?: string;
  readonly write: boolean;
  readonly report?: string;
  readonly json: boolean;
}

interface ImportFlags {
  readonly unionId?: string;
  readonly language: LanguageName;
  readonly bulk?: boolean;
  readonly stack?: string;
  readonly out?: string;
  readonly force: boolean;
}

const outside: Outside = {
  print: (text) => void process.stdout.write(text),
  say: (line) => void process.stderr.write(`pulumi-dingtalk: ${line}\n`),
  env: process.env,
};

/** The commands and their arguments. */
export function describeCommand(): Command {
  const { version } = require("pulumi-dingtalk/package.json") as { version: string };
  const command = new Command("pulumi-dingtalk")
    .description("What goes with the Pulumi package pulumi-dingtalk.")
    .version(version, "-v, --version")
    .exitOverride();
  command
    .command("doctor")
    .description(
      "Looks at everything that must be right, from Node to DingTalk's permissions, and says what to mend.",
    )
    .option(
      "--stack <name>",
      "reads this stack's configuration first, through the Pulumi CLI, then the environment",
    )
    .option("--union-id <unionId>", "a user who can see the spaces: the operator (env: DINGTALK_UNION_ID)")
    .option("--write", "also makes one space, reads it, looks into it and deletes it", false)
    .option("--report <file>", "writes the findings as JSON, without secrets, names and ids: for an issue")
    .option("--json", "prints that JSON instead of the table", false)
    .addHelpText(
      "after",
      "\nMakes at most 6 counted calls and changes nothing; with --write at most 16, and more only to delete what it made.\n" +
        "Ends with 0, or with 1 and the first thing to mend.\n" +
        "\nExample:\n  npx pulumi-dingtalk doctor --stack dev --report report.json\n",
    )
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = require("./doctor/runDoctor") as typeof import("./doctor/runDoctor");
      await runDoctor(flags, outside);
    });
  command
    .command("usage")
    .description("Says what a run cost in calls, by API, and what it would cost a month.")
    .argument("<file>", "the record that DINGTALK_TRACE=<file> has had written")
    .option("--every <period>", "how often such a run is made: 30m, 1h, 1d", period)
    .addHelpText(
      "after",
      "\nExample:\n  DINGTALK_TRACE=run.jsonl pulumi refresh --yes\n  npx pulumi-dingtalk usage run.jsonl --every 1h\n",
    )
    .action(async (file: string, flags: UsageFlags) => {
      const { usage } = require("./usage") as typeof import("./usage");
      process.stdout.write(await usage({ file, everyMs: flags.every }));
    });
  command
    .command("import")
    .description("Writes a Pulumi program that takes over every space of the organization.")
    .addOption(
      new Option("--union-id <unionId>", "a user who can see the spaces: the operator").env(
        "DINGTALK_UNION_ID",
      ),
    )
    .addOption(
      new Option("--language <language>", "the program's language")
        .choices(languageNames)
        .default("typescript" satisfies LanguageName),
    )
    .option("--bulk", "writes the file that `pulumi import --file` takes, for the native plugin")
    .option("--stack <stack>", "leaves out what this stack of the current folder's program manages already")
    .option("--out <file>", "writes it into this file instead of printing it")
    .option("--force", "even if the file holds something else already", false)
    .addHelpText(
      "after",
      "\nSigns in with what the environment says: DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_CORP_ID, …\n" +
        "\nExamples:\n  npx pulumi-dingtalk import --union-id <unionId> --out index.ts\n  pulumi up\n" +
        "\n  npx pulumi-dingtalk import --bulk --stack prod --out spaces.json\n  pulumi import --file spaces.json --stack prod\n",
    )
    .action(async (flags: ImportFlags) => {
      const { importSpaces } = require("./import") as typeof import("./import");
      await importSpaces(flags, outside);
    });
  command
    .command("user")
    .description("Prints the unionId of a user.")
    .argument("<userId>", "the user's id, as the admin console shows it")
    .addHelpText(
      "after",
      "\nSigns in with what the environment says, and needs the permission qyapi_get_member.\n" +
        "\nExample:\n  npx pulumi-dingtalk user manager4220\n",
    )
    .action(async (userId: string) => {
      const { printUnionId } = require("./user") as typeof import("./user");
      await printUnionId(userId, outside);
    });
  return command;
}

function period(text: string): number {
  const ms = parsePeriod(text);
  if (ms === undefined) throw new InvalidArgumentError("Give a number and a unit: 30m, 1h, 1d.");
  return ms;
}
