import type { Verdict } from "./errorTable";
import { operations, type Operation } from "./operation";

/** What is known when a call has failed. */
export interface Failure {
  readonly operation: Operation;
  readonly verdict: Verdict;
  /** How often in a row this call has failed with this verdict, this time included. */
  readonly times: number;
  /** The error table's waits, milliseconds. */
  readonly waits: readonly number[];
}

/** Waits between repeats where the error table names none, milliseconds. */
const backoff = [500, 1_500, 4_000];

/**
 * How long to wait before the same call is made again, in milliseconds, or `undefined` where it is not.
 * What was throttled is repeated as long as the operation has time; what is unknown only where making it
 * twice does no harm.
 */
export function retryDelay({ operation, verdict, times, waits }: Failure): number | undefined {
  switch (verdict) {
    case "throttled":
      return waits[Math.min(times, waits.length) - 1] ?? 1_000;
    case "token":
      return times === 1 ? 0 : undefined;
    case "not sent":
      return backoff[times - 1];
    case "unknown":
      return operations[operation].repeatable ? backoff[times - 1] : undefined;
    case "month spent":
    case "blocked":
    case "refused":
    case "gone":
      return undefined;
  }
}
