import type { Clock } from "../../../provider/src/dingtalk/clock";

/** A clock that stands still while anything is being computed, and then jumps to what is waited for next. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #order = 0;
  readonly #sleepers: { at: number; order: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      const sleeper = { at: this.#now + ms, order: (this.#order += 1), wake };
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
      // Every chain of promises has come to its end before this one goes on.
      await new Promise(setImmediate);
      if (state.done) return result;
      const next = this.#sleepers.shift();
      if (!next) throw new Error("The simulation waits for something that will never come.");
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}
