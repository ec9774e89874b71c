import { OneLineError } from "./oneLineError";

/** How many counted calls a run may make, and has made. `take` checks and counts in one step. */
export class Budget {
  readonly #limit: number | undefined;
  #used = 0;

  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  /** Counted calls so far. */
  get used(): number {
    return this.#used;
  }

  /** Counted calls that may still be made. */
  get left(): number {
    return (this.#limit ?? Infinity) - this.#used;
  }

  /** Throws if no call is left: who waits for anything else first would wait for nothing. */
  assertLeft(): void {
    if (this.#limit !== undefined && this.#used >= this.#limit) throw new BudgetError(this.#limit);
  }

  take(): void {
    this.assertLeft();
    this.#used += 1;
  }

  /** A call that DingTalk does not count after all: it was throttled, or never reached it. */
  giveBack(): void {
    this.#used -= 1;
  }
}

/** `maxCalls` is reached. Nothing was sent. */
export class BudgetError extends OneLineError {
  override readonly name = "BudgetError";

  constructor(limit: number) {
    super(
      `call limit reached (maxCalls = ${limit}); this request was not sent. Completed changes are saved. ` +
        "Run again to continue, or raise maxCalls.",
    );
  }
}
