import type { Clock } from "../../../provider/src/dingtalk/clock";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still while anything is being computed, and then jumps to what is waited for next. */
export class VirtualClock implements Clock {
  /** In the order in which they wake. */
  readonly #sleepers: Sleeper[] = [];

  constructor(protected time = Date.UTC(2026, 0, 1)) {}

  now(): number {
    return this.time;
  }

  sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      const sleeper = { at: this.time + Math.max(0, ms), wake };
      const place = this.#sleepers.findIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(place === -1 ? this.#sleepers.length : place, 0, sleeper);
      calledOff?.addEventListener("abort", () => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index !== -1) this.#sleepers.splice(index, 1);
        reject(new Error("called off"));
      });
    });
  }

  /** Lets time go by until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const result = work.finally(() => (state.done = true));
    result.catch(() => undefined);
    for (;;) {
      await settle();
      if (state.done) return result;
      if (!this.wakeNext()) throw new Error("The simulation waits for something that will never come.");
    }
  }

  /** Goes on to the next moment that somebody waits for, if there is one up to `end`. */
  protected wakeNext(end = Infinity): boolean {
    const [next] = this.#sleepers;
    if (!next || next.at > end) return false;
    this.#sleepers.shift();
    this.time = Math.max(this.time, next.at);
    next.wake();
    return true;
  }
}

/** Lets everything run that waits for nothing but promises. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
