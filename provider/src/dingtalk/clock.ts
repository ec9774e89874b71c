import { setTimeout as delay } from "node:timers/promises";

/** Time, as a parameter, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => delay(ms),
};

/** The time one operation may take, whatever it waits for. */
export class Deadline {
  readonly #end: number;

  constructor(
    private readonly clock: Clock,
    ms: number,
  ) {
    this.#end = clock.now() + ms;
  }

  /** Milliseconds left; never below 0. */
  get left(): number {
    return Math.max(0, this.#end - this.clock.now());
  }

  /** Sleeps if there is time for it; otherwise answers false at once. */
  async sleep(ms: number): Promise<boolean> {
    if (ms >= this.left) return false;
    await this.clock.sleep(ms);
    return true;
  }
}
