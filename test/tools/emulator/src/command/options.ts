import type { FaultSpec } from "../faults/fault";
import type { Command } from "commander";
import type { Behaviour, EmulatorOptions } from "../options";
import type { SpaceSeed } from "../space";
import { describeCommand, type Flags } from "./flags";

export interface CommandOptions {
  readonly emulator: EmulatorOptions;
  readonly faults: readonly FaultSpec[];
  readonly monthUsed: number;
  /** The file the certificate is written to. */
  readonly certificateFile: string | undefined;
  /** Prints every call to standard error. */
  readonly log: boolean;
}

/** Reads the command line; what is wrong with it is said on standard error, and the process ends. */
export function readCommandLine(argv: readonly string[]): CommandOptions {
  const command = describeCommand().parse([...argv], { from: "user" });
  const flags = command.opts<Flags>();
  return {
    emulator: {
      port: flags.port,
      https: flags.https !== undefined,
      latencyMs: flags.latency,
      apps: [appOf(flags)],
      users: [{ userId: flags.userId, unionId: flags.unionId, name: "Emulated User" }],
      spaces: spacesOf(flags),
      allStaffFolder: flags.allStaffFolder,
      limits: limitsOf(flags),
      ...(flags.dialect.length > 0 ? { dialects: flags.dialect } : {}),
      ...askedBehaviour(command, flags),
    },
    faults: [...flags.faults, ...flags.fault],
    monthUsed: flags.monthUsed,
    certificateFile: flags.https,
    log: flags.log,
  };
}

const flagOf: Partial<Record<keyof Behaviour, keyof Flags>> = {
  tokenSeconds: "tokenSeconds",
  timeForm: "times",
  listOrder: "listOrder",
  listEnd: "listEnd",
  unknownIds: "unknownIds",
  alreadyGone: "alreadyGone",
  duplicateNames: "duplicateNames",
  addForbidden: "addForbidden",
  invalidName: "invalidNames",
};

/** Only what the command line names: a dialect comes before a flag's default. */
function askedBehaviour(command: Command, flags: Flags): Partial<Behaviour> {
  const asked = Object.entries(flagOf).filter(([, flag]) => command.getOptionValueSource(flag) === "cli");
  return Object.fromEntries(asked.map(([key, flag]) => [key, flags[flag]]));
}

function appOf(flags: Flags) {
  return {
    clientId: flags.clientId,
    clientSecret: flags.clientSecret,
    corpId: flags.corpId,
    ...(flags.scope === undefined ? {} : { scopes: flags.scope }),
    ...(flags.suiteTicket === undefined
      ? {}
      : { type: "third-party" as const, suiteTicket: flags.suiteTicket }),
  };
}

function spacesOf(flags: Flags): (SpaceSeed | string)[] {
  const numbered = Array.from({ length: flags.spaces }, (_, index) => ({ name: `Space ${index + 1}` }));
  return [...flags.space, ...flags.seed, ...numbered];
}

function limitsOf(flags: Flags): EmulatorOptions["limits"] & {} {
  if (!flags.limits) return false;
  return {
    callsPerSecond: flags.callsPerSecond,
    ...(flags.callsPerMinute === undefined ? {} : { callsPerMinute: flags.callsPerMinute }),
    monthlyQuota: flags.monthlyQuota === 0 ? false : flags.monthlyQuota,
  };
}
