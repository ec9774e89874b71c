import { Command, InvalidArgumentError, Option } from "commander";
import { isRecord } from "../call";
import { behaviourOfDialects, dialects, readDialects, type Dialect } from "../dialects";
import type { FaultSpec } from "../faults/fault";
import { parseFault } from "../faults/parseFault";
import { parseFaultText } from "../faults/parseFaultText";
import type { ListOrder, TimeForm } from "../options";
import type { SpaceSeed } from "../space";
import { readJson } from "./readJson";

/** What commander makes of the command line. */
export interface Flags {
  port: number;
  latency: number;
  clientId: string;
  clientSecret: string;
  corpId: string;
  unionId: string;
  userId: string;
  suiteTicket?: string;
  scope?: string[];
  space: string[];
  spaces: number;
  seed: (SpaceSeed | string)[];
  callsPerSecond: number;
  callsPerMinute?: number;
  monthlyQuota: number;
  monthUsed: number;
  limits: boolean;
  allStaffFolder: boolean;
  tokenSeconds: number;
  times: TimeForm;
  listOrder: ListOrder;
  listEnd: "absent" | "empty";
  unknownIds: "omit" | "param.error";
  alreadyGone: string;
  duplicateNames: string;
  addForbidden: boolean;
  invalidNames?: RegExp;
  https?: string;
  dialect: string[];
  fault: FaultSpec[];
  faults: FaultSpec[];
  log: boolean;
}

/** The flags, each with its default. */
export function describeCommand(): Command {
  return new Command("dingtalk-emulator")
    .description(
      "An emulator of DingTalk Drive and Storage on 127.0.0.1. Prints where it is and what to sign in with\n" +
        "as KEY=value lines, then serves until it is stopped.",
    )
    .option("--port <port>", "port; 0 is any free one", wholeNumber, 0)
    .option("--https <file>", "serve https; its certificate is written to this file")
    .option("--latency <ms>", "time to every answer", wholeNumber, 0)
    .option("--client-id <id>", "the app's Client ID", "dingemulatorclient")
    .option("--client-secret <secret>", "the app's Client Secret", "emulator-client-secret")
    .option("--corp-id <id>", "the organization's id", "dingemulatorcorp")
    .option("--union-id <id>", "the user's unionId", "emulatorUnionId")
    .option("--user-id <id>", "the same user's id in the organization", "user1")
    .option("--suite-ticket <ticket>", "makes the app a third-party app")
    .option("--scope <scope>", "a permission of the app; again for more (default: all)", collect)
    .option("--space <name>", "a space that is there already; again for more", collect, [])
    .option("--spaces <count>", "so many spaces more, named 'Space 1' and on", wholeNumber, 0)
    .option("--seed <file>", "a JSON file with a list of names or spaces", seedFile, [])
    .option("--no-all-staff-folder", "an organization without its all-staff folder")
    .option("--calls-per-second <calls>", "per app and API, in any rolling second", wholeNumber, 20)
    .option(
      "--calls-per-minute <calls>",
      "per app and API, in any rolling minute (default: no limit)",
      wholeNumber,
    )
    .option("--monthly-quota <calls>", "counted calls of the organization; 0 is no quota", wholeNumber, 5_000)
    .option("--month-used <calls>", "calls of the month spent already", wholeNumber, 0)
    .option("--no-limits", "no limits and no quota at all")
    .option("--token-seconds <seconds>", "life of an access token", wholeNumber, 7_200)
    .addOption(choice("--times <form>", "the form of times", ["seconds", "minutes", "cst"]))
    .addOption(choice("--list-order <order>", "order of lists", ["oldest", "newest", "name", "scattered"]))
    .addOption(choice("--list-end <form>", "nextToken of a last page", ["absent", "empty"]))
    .addOption(
      choice("--unknown-ids <answer>", "what a query does with unknown ids", ["omit", "param.error"]),
    )
    .option("--already-gone <code>", "answer to deleting what is gone: ok, or a code", "param.error")
    .option("--duplicate-names <code>", "a taken name: allowed, or the code it is refused with", "allowed")
    .option("--add-forbidden", "the administrator has switched off new spaces", false)
    .option("--invalid-names <pattern>", "names that are refused with name.invalid", pattern)
    .option("--dialect <dialects>", "how else DingTalk may answer, see below; a,b,c or again", dialect, [])
    .option("--fault <fault>", "as on:kind[,key=value...] or JSON; again for more", fault, [])
    .option("--faults <file>", "a JSON file with a list of faults", faultFile, [])
    .option("--log", "print every call to standard error", false)
    .addHelpText(
      "after",
      `\nDialects:\n${dialects.map(describeDialect).join("")}` +
        "\nExamples:\n" +
        "  dingtalk-emulator --port 8080 --spaces 300 --latency 50\n" +
        "  dingtalk-emulator --fault add:reset,when=after --fault list:error,code=request.overlimit,times=2\n",
    );
}

function describeDialect({ id, question, instead }: Dialect): string {
  return `  ${id.padEnd(27)}${question}: ${instead}\n`;
}

function dialect(text: string, before: string[]): string[] {
  return explained(() => {
    const names = [...before, ...readDialects(text)];
    behaviourOfDialects(names);
    return names;
  });
}

function choice(flag: string, description: string, choices: [string, ...string[]]): Option {
  return new Option(flag, description).choices(choices).default(choices[0]);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function pattern(text: string): RegExp {
  return explained(() => new RegExp(text, "u"));
}

function fault(text: string, before: FaultSpec[]): FaultSpec[] {
  return [...before, explained(() => parseFaultText(text))];
}

function faultFile(path: string): FaultSpec[] {
  return explained(() => {
    const value = readJson(path);
    return (Array.isArray(value) ? (value as unknown[]) : [value]).map(parseFault);
  });
}

function seedFile(path: string): (SpaceSeed | string)[] {
  return explained(() => {
    const value = readJson(path);
    const isSeed = (item: unknown): item is SpaceSeed | string =>
      typeof item === "string" || (isRecord(item) && typeof item["name"] === "string");
    if (!Array.isArray(value) || !value.every(isSeed))
      throw new Error("It must be a list of names or spaces.");
    return value;
  });
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
