import { Command, InvalidArgumentError, Option } from "commander";
import type { LanguageName } from "./importProgram";
import { parsePeriod } from "./period";

/* What a command needs is loaded when that command runs: `--help` should not wait for all of it. */
/* eslint-disable @typescript-eslint/no-require-imports */

interface UsageFlags {
  readonly every?: number;
  readonly svg?: string;
}

interface ImportFlags {
  readonly unionId?: string;
  readonly language: LanguageName;
  readonly out?: string;
  readonly force: boolean;
}

/** The commands and their arguments. */
export function describeCommand(): Command {
  const { version } = require("pulumi-dingtalk/package.json") as { version: string };
  const command = new Command("pulumi-dingtalk")
    .description("What goes with the Pulumi package pulumi-dingtalk.")
    .version(version, "-v, --version")
    .exitOverride();
  command
    .command("usage")
    .description("Says what a run cost in calls, by API, and what it would cost a month.")
    .argument("<file>", "the record that DINGTALK_TRACE=<file> has had written")
    .option("--every <period>", "how often such a run is made: 30m, 1h, 1d", period)
    .option("--svg <file>", "draws a chart into this file too")
    .addHelpText(
      "after",
      "\nExample:\n  DINGTALK_TRACE=run.jsonl pulumi refresh --yes\n  npx pulumi-dingtalk usage run.jsonl --every 1h --svg usage.svg\n",
    )
    .action(async (file: string, flags: UsageFlags) => {
      const { usage } = require("./usage") as typeof import("./usage");
      process.stdout.write(await usage({ file, everyMs: flags.every, svg: flags.svg }));
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
        .choices(["ts", "js"] satisfies LanguageName[])
        .default("ts"),
    )
    .option("--out <file>", "writes it into this file instead of printing it")
    .option("--force", "even if the file holds something else already", false)
    .addHelpText(
      "after",
      "\nSigns in with what the environment says: DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_CORP_ID, …\n" +
        "\nExample:\n  npx pulumi-dingtalk import --union-id <unionId> --out index.ts\n  pulumi up\n",
    )
    .action(async (flags: ImportFlags) => {
      const { importSpaces } = require("./import") as typeof import("./import");
      await importSpaces(flags, {
        print: (text) => void process.stdout.write(text),
        say: (line) => void process.stderr.write(`pulumi-dingtalk: ${line}\n`),
        env: process.env,
      });
    });
  return command;
}

function period(text: string): number {
  const ms = parsePeriod(text);
  if (ms === undefined) throw new InvalidArgumentError("Give a number and a unit: 30m, 1h, 1d.");
  return ms;
}
