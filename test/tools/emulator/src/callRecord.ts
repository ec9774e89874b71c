import { apis, type ApiName } from "./apis";
import { isRecord, type Call } from "./call";

/** One call as it came and went; secrets in it are struck out. */
export interface CallRecord {
  /** Counted from 1. */
  readonly number: number;
  /** Milliseconds on the emulator's clock. */
  readonly time: number;
  /** The clientId, where the call tells it. */
  readonly app: string | undefined;
  /** `redirected` is a redirect that was followed, `unknown` a path that is none of DingTalk's. */
  readonly api: ApiName | "redirected" | "unknown";
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether an access token came along. */
  readonly hadToken: boolean;
  readonly requestId: string;
  /** Absent while no answer has been sent. */
  status?: number;
  code?: string;
  /** Whether the call was taken from the month's quota. */
  counted: boolean;
  throttled: boolean;
  /** The kind of fault that struck it. */
  fault?: string;
}

export interface ApiSummary {
  calls: number;
  counted: number;
  throttled: number;
  /** Answered with an error, throttling included. */
  failed: number;
}

export type CallSummary = Record<string, ApiSummary>;

const secretFields = new Set([
  "client_secret",
  "appSecret",
  "suiteSecret",
  "suiteTicket",
  "access_token",
  "clientSecret",
]);

export function recordOf(call: Call, number: number, app: string | undefined): CallRecord {
  return {
    number,
    time: call.arrivedAt,
    app,
    api: call.api,
    method: call.method,
    path: call.path,
    query: strike(call.query),
    body: isRecord(call.body) ? strike(call.body) : undefined,
    hadToken: call.token !== undefined,
    requestId: call.requestId,
    counted: false,
    throttled: false,
  };
}

function strike<T>(fields: Readonly<Record<string, T>>): Record<string, T | string> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, secretFields.has(key) ? "[secret]" : value]),
  );
}

/** The calls in the order they arrived. */
export class CallLog {
  readonly calls: CallRecord[] = [];
  #number = 0;
  readonly #listeners: ((call: CallRecord) => void)[] = [];

  constructor(private readonly keep: number) {}

  nextNumber(): number {
    return (this.#number += 1);
  }

  add(record: CallRecord): void {
    this.calls.push(record);
    if (this.calls.length > this.keep * 1.1) this.calls.splice(0, this.calls.length - this.keep);
  }

  onDone(listener: (call: CallRecord) => void): void {
    this.#listeners.push(listener);
  }

  done(record: CallRecord): void {
    for (const listener of this.#listeners) listener(record);
  }

  count(api?: CallRecord["api"]): number {
    return api === undefined
      ? this.calls.length
      : this.calls.reduce((sum, call) => sum + (call.api === api ? 1 : 0), 0);
  }

  summary(): CallSummary {
    const summary: CallSummary = {};
    for (const call of this.calls) {
      const of = (summary[call.api] ??= { calls: 0, counted: 0, throttled: 0, failed: 0 });
      of.calls += 1;
      if (call.counted) of.counted += 1;
      if (call.throttled) of.throttled += 1;
      if (call.code !== undefined) of.failed += 1;
    }
    return summary;
  }

  reset(): void {
    this.calls.length = 0;
    this.#number = 0;
  }
}

/** Whether a call takes one from the month: documented as all but throttled, token and old user calls. */
export function isBilled(api: ApiName, throttled: boolean): boolean {
  return apis[api].billed && !throttled;
}
