import { Drive } from "../../provider/src/dingtalk/drive";
import type { CallRecord } from "../../provider/src/dingtalk/api/trace";
import { gotTransport } from "../../provider/src/dingtalk/http/gotTransport";
import { explicitConfig, readConfiguration } from "../../provider/src/runtime/configuration";
import { startEmulator, type Emulator, type EmulatorOptions } from "../tools/emulator/src";
import { quietReporter } from "./quietReporter";
import { VirtualClock } from "./virtualClock";

export interface Opened {
  drive: Drive;
  emulator: Emulator;
  clock: VirtualClock;
  /** What the run said, by its key. */
  lines: Map<string, string>;
  /** The record of the run. */
  trace: CallRecord[];
  /** Calls by API since the last time this was asked. */
  calls: () => Record<string, number>;
}

export interface OpenOptions {
  emulator?: EmulatorOptions;
  /** What the stack's configuration gives, under short names. */
  config?: Record<string, unknown>;
  /** @default the emulator's */
  env?: Record<string, string>;
  /** See the client's dependencies. */
  beforeWrite?: () => Promise<void>;
  /** Whether its requests go where no wait is by the clock: through a proxy. @default false */
  elsewhere?: boolean;
}

// Retries and splits are many calls, and the machine may be busy.
jest.setTimeout(240_000);

const started: Emulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** A Drive as a run has one, over a real socket, and the emulator behind it; both end with the test. */
export async function open(options: OpenOptions = {}): Promise<Opened> {
  const clock = new VirtualClock().flow();
  const emulator = await startEmulator({ clock: clock.serving, ...options.emulator });
  started.push(emulator);
  return { emulator, clock, ...another(emulator, clock, options) };
}

/** Another run against the same emulator. */
export function another(
  emulator: Emulator,
  clock: VirtualClock,
  { config = {}, env, beforeWrite, elsewhere = false }: Omit<OpenOptions, "emulator"> = {},
): Pick<Opened, "drive" | "lines" | "trace" | "calls"> {
  const reporter = quietReporter();
  const trace: CallRecord[] = [];
  const given = explicitConfig((key) => config[key.replace("dingtalk:", "")]);
  const drive = new Drive(readConfiguration(given, env ?? emulator.env), {
    transport: elsewhere ? clock.beside(gotTransport()) : clock.over(gotTransport()),
    clock,
    reporter,
    trace: (record) => void trace.push(record),
    beforeWrite,
  });
  let counted = emulator.calls.length;
  const calls = () => {
    const found: Record<string, number> = {};
    for (const { api } of emulator.calls.slice(counted)) found[api] = (found[api] ?? 0) + 1;
    counted = emulator.calls.length;
    return found;
  };
  return { drive, lines: reporter.lines, trace, calls };
}

/** Asks `inFlight` at a time, as the engine does. */
export async function readAll<T>(
  ids: readonly string[],
  inFlight: number,
  read: (id: string) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < ids.length; at = next++) results[at] = await read(ids[at] ?? "");
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return results;
}

/** The error that a promise is rejected with; fails where it is not. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`not rejected with an error: ${String(error)}`);
  return error;
}
