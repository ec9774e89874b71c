import type { FaultSpec } from "../faults/fault";
import type { EmulatorOptions } from "../options";
import type { SpaceSeed } from "../spaces";
import { describeCommand, type Flags } from "./flags";

export interface CommandOptions {
  readonly emulator: EmulatorOptions;
  readonly faults: readonly FaultSpec[];
  readonly monthUsed: number;
  /** Prints every call to standard error. */
  readonly log: boolean;
}

/** Reads the command line; what is wrong with it is said on standard error, and the process ends. */
export function readCommandLine(argv: readonly string[]): CommandOptions {
  const flags = describeCommand()
    .parse([...argv], { from: "user" })
    .opts<Flags>();
  return {
    emulator: {
      port: flags.port,
      latencyMs: flags.latency,
      apps: [appOf(flags)],
      users: [{ userId: flags.userId, unionId: flags.unionId, name: "Emulated User" }],
      spaces: spacesOf(flags),
      limits: limitsOf(flags),
      tokenSeconds: flags.tokenSeconds,
      timeForm: flags.times,
      listOrder: flags.listOrder,
      listEnd: flags.listEnd,
      unknownIds: flags.unknownIds,
      alreadyGone: flags.alreadyGone,
      duplicateNames: flags.duplicateNames,
      addForbidden: flags.addForbidden,
      ...(flags.invalidNames === undefined ? {} : { invalidName: flags.invalidNames }),
    },
    faults: [...flags.faults, ...flags.fault],
    monthUsed: flags.monthUsed,
    log: flags.log,
  };
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
