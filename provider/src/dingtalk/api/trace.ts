import type { Operation } from "../wire/operation";

/** One call, as a record of the run holds it. Times in milliseconds. */
export interface CallRecord {
  /** When it started, ISO 8601. */
  readonly time: string;
  readonly operation: Operation;
  /** Method and path, without ids and query. */
  readonly api: string;
  /** Which time of this call it is, from 1. */
  readonly attempt: number;
  /** How long it waited for the rate limiter. */
  readonly waitMs: number;
  readonly durationMs: number;
  /** HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** `ok`, or the error's code. */
  readonly code: string;
  readonly requestId?: string | undefined;
  /** Whether DingTalk counts it against the month. */
  readonly counted: boolean;
  /** Counted calls of this process so far, this one included. */
  readonly calls: number;
}

export type Trace = (record: CallRecord) => void;
