import type { Clock } from "./clock";
import type { Reporter } from "./reporter";
import { LONG_WAIT_MS } from "./timings";

export interface LongWait {
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** Said once a run for each key. */
  readonly key: string;
  /** What is waited for. */
  readonly line: string;
}

/** Does the work. If it takes longer than a few seconds, a line says what it waits for. */
export async function sayIfLong<T>(work: Promise<T>, { clock, reporter, key, line }: LongWait): Promise<T> {
  const done = new AbortController();
  clock.sleep(LONG_WAIT_MS, done.signal).then(
    () => reporter.notice(key, line),
    () => undefined,
  );
  try {
    return await work;
  } finally {
    done.abort();
  }
}
