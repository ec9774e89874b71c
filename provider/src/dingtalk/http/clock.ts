import { setTimeout as delay } from "node:timers/promises";

/** Time, as a parameter, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when it is called off. */
  sleep(ms: number, calledOff?: AbortSignal): Promise<void>;
  /** Whether all time is over: nobody sleeps any longer, and `now` has gone past every deadline. */
  isCancelled?(): boolean;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, calledOff) => delay(ms, undefined, { signal: calledOff }),
};
