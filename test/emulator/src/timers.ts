/** Waits that end at once when the emulator is closed. */
export class Timers {
  readonly #waiting = new Map<NodeJS.Timeout, () => void>();
  #closed = false;

  /** @returns false if it was cut short by closing */
  async sleep(ms: number): Promise<boolean> {
    if (ms > 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          this.#waiting.delete(timer);
          resolve();
        }, ms);
        this.#waiting.set(timer, resolve);
      });
    }
    return !this.#closed;
  }

  close(): void {
    this.#closed = true;
    for (const [timer, resolve] of this.#waiting) {
      clearTimeout(timer);
      resolve();
    }
    this.#waiting.clear();
  }
}
