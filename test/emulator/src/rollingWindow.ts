/** At most `limit` calls in any stretch of `windowMs`; one look per call, however large the limit. */
export class RollingWindow {
  readonly #taken: number[] = [];
  #next = 0;

  constructor(
    readonly limit: number,
    readonly windowMs: number,
  ) {}

  /** Whether a call at `now` would be within the limit. */
  hasRoom(now: number): boolean {
    if (this.limit <= 0) return false;
    const oldest = this.#taken[this.#next];
    return this.#taken.length < this.limit || oldest === undefined || oldest <= now - this.windowMs;
  }

  take(now: number): void {
    this.#taken[this.#next] = now;
    this.#next = (this.#next + 1) % this.limit;
  }
}
