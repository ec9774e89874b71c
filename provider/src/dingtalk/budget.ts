/** How many counted calls a run may make, and has made. `take` checks and counts in one step. */
export class Budget {
  #used = 0;

  constructor(private readonly limit: number | undefined) {}

  /** Counted calls so far. */
  get used(): number {
    return this.#used;
  }

  take(): void {
    if (this.limit !== undefined && this.#used >= this.limit) throw new BudgetError(this.limit);
    this.#used += 1;
  }

  /** A call that DingTalk does not count after all: it was throttled, or never reached it. */
  giveBack(): void {
    this.#used -= 1;
  }
}

/** `maxCalls` is reached. Nothing was sent. */
export class BudgetError extends Error {
  override readonly name = "BudgetError";

  constructor(limit: number) {
    super(
      `This run has made the ${limit} calls that dingtalk:maxCalls (DINGTALK_MAX_CALLS) allows, and this one was not made. ` +
        "What was done is in the state. Run again to go on from there, or raise maxCalls.",
    );
    this.stack = this.message;
  }
}
