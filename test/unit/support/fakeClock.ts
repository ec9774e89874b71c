import type { Clock } from "../../../provider/src/dingtalk/clock";
import type { Reporter } from "../../../provider/src/dingtalk/reporter";

/** Time that passes only when a test says so, or at once wherever everybody waits. */
export class FakeClock implements Clock {
  #now: number;
  #sleepers: { at: number; wake: () => void }[] = [];

  constructor(now = Date.parse("2026-01-01T00:00:00Z")) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      const sleeper = { at: this.#now + Math.max(0, ms), wake };
      this.#sleepers.push(sleeper);
      calledOff?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(new Error("called off"));
      });
    });
  }

  /** Lets time pass, waking who sleeps in the order of their times. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  #next(end: number): { at: number; wake: () => void } | undefined {
    const [first] = this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    return first;
  }
}

/** Lets everything run that waits for nothing but promises. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A reporter that keeps its lines. */
export function keepingReporter(): Reporter & { lines: Map<string, string> } {
  const lines = new Map<string, string>();
  const keep = (key: string, line: string) => void lines.set(key, line);
  return { lines, notice: keep, warn: keep };
}
