import type { ErrorKind } from "./errorTable";
import { BACKOFF_MS, TOKEN_BACKOFF_MS } from "../http/timings";
import { operations, type Operation } from "../wire/operation";

/** What is known when a call has failed. */
export interface Failure {
  readonly operation: Operation;
  readonly kind: ErrorKind;
  /** How often in a row this call has failed with this kind, this time included. */
  readonly times: number;
  /** The error table's waits, milliseconds. */
  readonly waits: readonly number[];
}

/**
 * How long to wait before the same call is made again, in milliseconds, or `undefined` if it is not.
 * What was throttled is repeated as long as the operation has time; what is unknown only if making it
 * twice does no harm.
 */
export function retryDelay({ operation, kind, times, waits }: Failure): number | undefined {
  switch (kind) {
    case "throttled":
      return waits[Math.min(times, waits.length) - 1] ?? 1_000;
    case "token":
      return TOKEN_BACKOFF_MS[Math.min(times, TOKEN_BACKOFF_MS.length) - 1];
    case "notSent":
      return BACKOFF_MS[times - 1];
    case "unknown":
      return operations[operation].repeatable ? BACKOFF_MS[times - 1] : undefined;
    case "quotaExhausted":
    case "blocked":
    case "refused":
    case "unsendable":
    case "notFound":
      return undefined;
  }
}
