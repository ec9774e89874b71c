import type { Clock } from "../../../provider/src/dingtalk/clock";

/** Time that goes on only while `run` waits, from one sleeper to the next. */
export class VirtualClock implements Clock {
  #now = Date.parse("2026-08-01T12:00:30Z");
  #order = 0;
  readonly #sleepers = new Set<{ at: number; order: number; wake: () => void }>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      const sleeper = { at: this.#now + Math.max(0, ms), order: (this.#order += 1), wake };
      this.#sleepers.add(sleeper);
      calledOff?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(new Error("called off"));
      });
    });
  }

  /** Lets time go on until the work is done, and then until nobody sleeps any longer. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const settled = () => void (state.done = true);
    work.then(settled, settled);
    for (;;) {
      await quiet();
      const [next] = [...this.#sleepers].sort((a, b) => a.at - b.at || a.order - b.order);
      if (!next) {
        if (!state.done) throw new Error("the work waits for something that is no sleep");
        return work;
      }
      this.#sleepers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

/** Until every promise that can go on has done so. */
const quiet = () => new Promise<void>((resolve) => void setImmediate(resolve));
