/** At most `limit` calls in any stretch of `windowMs`, taken in the order of time; one look per call, however large the limit. */
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
    if (this.#taken.length < this.limit || oldest === undefined) return true;
    // A clock that was set back leaves calls in the future, which say nothing.
    return oldest <= now - this.windowMs || oldest > now;
  }

  take(now: number): void {
    this.#taken[this.#next] = now;
    this.#next = (this.#next + 1) % this.limit;
  }
}
