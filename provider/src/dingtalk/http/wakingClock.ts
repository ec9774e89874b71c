import type { Clock } from "./clock";
import { ASLEEP_MS, TICK_MS } from "./timings";

/**
 * A clock that stands still while the process sleeps (it was stopped, or the machine was suspended), as long as work is
 * under way: a deadline counts the time in which something could be done. It ticks meanwhile; a tick that is
 * much too late was slept through.
 */
export class WakingClock implements Clock {
  readonly #clock: Clock;
  #sleptMs = 0;
  #seenAt = 0;
  /** Works under way, and what ends the ticks after the last of them. */
  #works = 0;
  #ticking: AbortController | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly now = (): number => {
    const now = this.#clock.now();
    const gap = now - this.#seenAt;
    // What is left of the gap may have been spent awake.
    if (this.#works > 0 && gap > ASLEEP_MS && !this.#isCancelled) this.#sleptMs += gap - TICK_MS;
    this.#seenAt = now;
    return now - this.#sleptMs;
  };

  readonly sleep = async (ms: number, calledOff?: AbortSignal): Promise<void> => {
    const end = this.now() + ms;
    do await this.#clock.sleep(Math.max(0, end - this.now()), calledOff);
    while (this.now() < end && !this.#isCancelled);
  };

  /** Does the work, and sees meanwhile whether the process sleeps. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.now();
    this.#works += 1;
    if (!this.#ticking) void this.#tick((this.#ticking = new AbortController()).signal);
    try {
      return await work();
    } finally {
      this.#works -= 1;
      if (this.#works === 0) {
        this.#ticking.abort();
        this.#ticking = undefined;
      }
    }
  }

  get #isCancelled(): boolean {
    return this.#clock.isCancelled?.() ?? false;
  }

  async #tick(over: AbortSignal): Promise<void> {
    try {
      while (!this.#isCancelled) {
        await this.#clock.sleep(TICK_MS, over);
        this.now();
      }
    } catch {
      // Called off: nobody works any longer.
    }
  }
}
