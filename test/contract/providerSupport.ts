import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../provider/src/dingtalk/clock";
import { Drive } from "../../provider/src/dingtalk/drive";
import type { CallRecord } from "../../provider/src/dingtalk/trace";
import { gotTransport, type Transport } from "../../provider/src/dingtalk/transport";
import { collectGiven, readConfiguration } from "../../provider/src/runtime/configuration";
import { startEmulator, type Emulator, type EmulatorOptions } from "../emulator/src";

/**
 * Real time that is put forward while everybody sleeps: to whoever wakes next, and never past a request that
 * is under way, which would use up its time by somebody else's sleep.
 */
export class HastyClock implements Clock {
  #ahead = 0;
  #requests = 0;
  readonly #wakeTimes: number[] = [];

  now = (): number => Date.now() + this.#ahead;

  async sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    const until = this.now() + ms;
    this.#wakeTimes.push(until);
    try {
      for (let left = ms; left > 0; left = until - this.now()) {
        await delay(Math.min(left, lookMs), undefined, { signal: calledOff });
        const isNext = this.#requests === 0 && Math.min(...this.#wakeTimes) === until;
        if (isNext) this.#ahead += Math.max(0, until - this.now());
      }
    } finally {
      this.#wakeTimes.splice(this.#wakeTimes.indexOf(until), 1);
    }
  }

  pass(ms: number): void {
    this.#ahead += ms;
  }

  /** The same transport, whose requests time is not put past. */
  over(transport: Transport): Transport {
    return async (request) => {
      this.#requests += 1;
      try {
        return await transport(request);
      } finally {
        this.#requests -= 1;
      }
    };
  }
}

/** How often a sleeper looks whether time may be put forward, milliseconds. */
const lookMs = 5;

export interface Opened {
  drive: Drive;
  emulator: Emulator;
  clock: HastyClock;
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
}

// Retries and splits are many calls, and the machine may be busy.
jest.setTimeout(60_000);

const started: Emulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** A Drive as a run has one, over a real socket, and the emulator behind it; both end with the test. */
export async function open(options: OpenOptions = {}): Promise<Opened> {
  const clock = new HastyClock();
  const emulator = await startEmulator({ clock: clock.now, ...options.emulator });
  started.push(emulator);
  return { emulator, clock, ...another(emulator, clock, options) };
}

/** Another run against the same emulator. */
export function another(
  emulator: Emulator,
  clock: HastyClock,
  { config = {}, env }: Omit<OpenOptions, "emulator"> = {},
): Pick<Opened, "drive" | "lines" | "trace" | "calls"> {
  const lines = new Map<string, string>();
  const keep = (key: string, line: string) => void lines.set(key, line);
  const trace: CallRecord[] = [];
  const given = collectGiven((key) => config[key.replace("dingtalk:", "")]);
  const drive = new Drive(readConfiguration(given, env ?? emulator.env), {
    transport: clock.over(gotTransport()),
    clock,
    reporter: { notice: keep, warn: keep },
    trace: (record) => void trace.push(record),
  });
  let counted = emulator.calls.length;
  const calls = () => {
    const found: Record<string, number> = {};
    for (const { api } of emulator.calls.slice(counted)) found[api] = (found[api] ?? 0) + 1;
    counted = emulator.calls.length;
    return found;
  };
  return { drive, lines, trace, calls };
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
