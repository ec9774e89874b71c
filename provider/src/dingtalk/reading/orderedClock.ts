import type { Clock } from "../http/clock";

/** A tie between two moments would leave open which came first. Milliseconds. */
const TICK_MS = 0.001;

/** The same time, but no moment is given twice: of a question and an answer it is always known which came first. */
export function orderedClock(clock: Clock): Clock {
  let last = -Infinity;
  return {
    now: () => (last = Math.max(clock.now(), last + TICK_MS)),
    sleep: (ms, calledOff) => clock.sleep(ms, calledOff),
  };
}
