import { findRow } from "../dingtalk/errors/findRow";
import { operations, type Operation } from "../dingtalk/wire/operation";
import { monthMs } from "./period";
import type { TracedCall } from "./readTrace";

/** Calls that the standard edition gives an organization a month: `call-frequency-limit`. */
export const monthlyCalls = 5_000;

/** What calls of one API, or all of them, have cost. Times in milliseconds. */
export interface Cost {
  readonly api: string;
  /** All that were sent. */
  calls: number;
  /** Those that count against the month. */
  counted: number;
  /** Those that DingTalk refused because they came too often. */
  throttled: number;
  /** Those that were not the first try. */
  repeated: number;
  /** Those that failed in another way than being throttled. */
  failed: number;
  /** How long they waited for their turn. */
  waitMs: number;
  durationMs: number;
}

export interface UsageReport {
  /** Most counted calls first. */
  readonly byApi: readonly Cost[];
  readonly total: Cost;
  readonly processes: number;
  /** From the first call's start to the last one's end. */
  readonly elapsedMs: number;
}

const nothing = (api: string): Cost => ({
  api,
  calls: 0,
  counted: 0,
  throttled: 0,
  repeated: 0,
  failed: 0,
  waitMs: 0,
  durationMs: 0,
});

/** Sums up what a record of one run, or of several, has cost. */
export function reportUsage(calls: readonly TracedCall[]): UsageReport {
  const byApi = new Map<string, Cost>();
  const total = nothing("all");
  for (const call of calls) {
    let cost = byApi.get(call.api);
    if (!cost) byApi.set(call.api, (cost = nothing(call.api)));
    addCall(cost, call);
    addCall(total, call);
  }
  const starts = calls.map(({ time }) => Date.parse(time));
  const ends = calls.map(({ durationMs }, index) => (starts[index] ?? NaN) + durationMs);
  const elapsed =
    ends.reduce((a, b) => Math.max(a, b), 0) - starts.reduce((a, b) => Math.min(a, b), Infinity);
  return {
    byApi: [...byApi.values()].sort(
      (a, b) => b.counted - a.counted || b.calls - a.calls || compare(a.api, b.api),
    ),
    total,
    processes: new Set(calls.map(({ pid }) => pid)).size,
    elapsedMs: Number.isFinite(elapsed) ? elapsed : 0,
  };
}

function addCall(
  cost: Cost,
  { operation, code, status, attempt, counted, waitMs, durationMs }: TracedCall,
): void {
  const throttled =
    code !== "ok" && isOperation(operation) && findRow({ operation, code, status }).kind === "throttled";
  cost.calls += 1;
  cost.counted += counted ? 1 : 0;
  cost.throttled += throttled ? 1 : 0;
  cost.repeated += attempt > 1 ? 1 : 0;
  cost.failed += code !== "ok" && !throttled ? 1 : 0;
  cost.waitMs += waitMs;
  cost.durationMs += durationMs;
}

const isOperation = (name: string): name is Operation => Object.hasOwn(operations, name);

const compare = (a: string, b: string) => (a < b ? -1 : 1);

/** What such a run costs a month of 30 days, made once in each period. */
export const callsAMonth = (counted: number, everyMs: number): number =>
  Math.ceil((counted * monthMs) / everyMs);
