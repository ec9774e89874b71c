import type { Outcome } from "../errors/classify";
import type { DingTalkError } from "../errors/dingTalkError";
import { retryDelay } from "../errors/retry";
import type { Deadline } from "../http/deadline";
import type { Clock } from "../http/clock";
import type { Reporter } from "../http/reporter";
import { LONG_WAIT_MS, REQUEST_MS } from "../http/timings";
import { operations, type Operation } from "../wire/operation";

export interface Repetition<T> {
  readonly operation: Operation;
  readonly deadline: Deadline;
  /** Makes the call. `attempt` counts from 1. */
  readonly once: (attempt: number) => Promise<Outcome<T>>;
  /** Whether a repeat could have another token. */
  readonly canRenewToken?: () => boolean;
  /** The error as it is thrown. */
  readonly explain?: (error: DingTalkError) => DingTalkError;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** DingTalk has throttled this call, which is repeated after so many milliseconds. */
  readonly throttled: (waitMs: number) => void;
}

/** Makes a call until its outcome is good, or its error says that repeating is wrong, or there is no time left. */
export async function repeat<T>(what: Repetition<T>): Promise<T> {
  const { operation, deadline, once, canRenewToken, throttled } = what;
  const { clock, reporter } = what;
  const explain = (error: DingTalkError) => what.explain?.(error) ?? error;
  const startedAt = clock.now();
  const times = new Map<DingTalkError["kind"], number>();
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(attempt);
    if ("value" in outcome) return outcome.value;
    const { error } = outcome;
    const { kind, waits } = error;
    const failed = (times.get(kind) ?? 0) + 1;
    times.set(kind, failed);
    let wait = retryDelay({ operation, kind, times: failed, waits });
    if (wait === undefined || (kind === "token" && canRenewToken?.() !== true)) throw explain(error);
    if (kind === "throttled") {
      // It was not done: if the whole wait has no room, it is tried a last time before the end.
      const { left } = deadline;
      if (wait >= left && left > REQUEST_MS) wait = left - REQUEST_MS;
      throttled(wait);
    } else if (clock.now() - startedAt + wait > LONG_WAIT_MS) {
      const line = `${operations[operation].label}: ${error.code}; trying again.`;
      reporter.notice(`repeated ${operation}`, line);
    }
    if (!(await deadline.sleep(wait))) throw explain(error);
  }
}
