import { setTimeout as delay } from "node:timers/promises";

/** Time, as a parameter, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when it is called off. */
  sleep(ms: number, calledOff?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, calledOff) => delay(ms, undefined, { signal: calledOff }),
};

/** What the work comes to or, where that takes longer than `ms`, what `late` answers or throws. The work goes on. */
export async function within<T>(work: Promise<T>, clock: Clock, ms: number, late: () => T): Promise<T> {
  if (ms === Infinity) return work;
  const over = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(ms, over.signal).then(late)]);
  } finally {
    over.abort();
  }
}

/** What is given up at the same moment says better why: it goes first. Milliseconds. */
const graceMs = 500;

/** The time one operation may take, whatever it waits for. */
export class Deadline {
  /** Milliseconds since 1970. */
  readonly end: number;

  constructor(
    private readonly clock: Clock,
    ms: number,
  ) {
    this.end = clock.now() + ms;
  }

  /** Milliseconds left; never below 0. */
  get left(): number {
    return Math.max(0, this.end - this.clock.now());
  }

  /**
   * What work comes to that others have a part in, and that may take longer than there is time for: then
   * `late()` is thrown, and the work goes on for the others.
   */
  share<T>(work: Promise<T>, late: () => Error): Promise<T> {
    const throwLate = () => {
      throw late();
    };
    return within(work, this.clock, this.left + graceMs, throwLate);
  }

  /** Sleeps if there is time for it; otherwise answers false at once. */
  async sleep(ms: number): Promise<boolean> {
    if (ms >= this.left) return false;
    await this.clock.sleep(ms);
    return true;
  }
}
