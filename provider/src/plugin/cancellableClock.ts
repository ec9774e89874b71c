import type { Clock } from "../dingtalk/http/clock";
import { OPERATION_MS } from "../dingtalk/http/timings";

/**
 * Real time until it is cancelled. Then everybody wakes up at once, and every operation finds that its time is over:
 * so it ends in its usual words, which say what is known, and makes no further call.
 */
export class CancellableClock implements Clock {
  readonly #inner: Clock;
  readonly #cancelled = new AbortController();

  constructor(inner: Clock) {
    this.#inner = inner;
  }

  isCancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  now(): number {
    return this.#inner.now() + (this.isCancelled() ? 2 * OPERATION_MS : 0);
  }

  async sleep(ms: number, calledOff?: AbortSignal): Promise<void> {
    if (this.isCancelled()) return;
    const either = calledOff ? AbortSignal.any([calledOff, this.#cancelled.signal]) : this.#cancelled.signal;
    try {
      await this.#inner.sleep(ms, either);
    } catch (error) {
      if (!this.isCancelled() || calledOff?.aborted === true) throw error;
    }
  }
}
