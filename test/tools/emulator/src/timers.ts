import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { EmulatorClock } from "./options";

/** Waits that end at once when the emulator is closed. */
export class Timers {
  readonly #closing = new AbortController();
  readonly #clock: Pick<EmulatorClock, "sleep">;

  constructor(clock: EmulatorClock | (() => number) | undefined) {
    const real = { sleep: (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal }) };
    this.#clock = typeof clock === "object" ? clock : real;
    // Every call that is being held listens.
    setMaxListeners(0, this.#closing.signal);
  }

  /** @returns false if it was cut short by closing */
  async sleep(ms: number): Promise<boolean> {
    const { signal } = this.#closing;
    if (ms > 0 && !signal.aborted) await this.#clock.sleep(ms, signal).catch(() => undefined);
    return !signal.aborted;
  }

  close(): void {
    this.#closing.abort();
  }
}
