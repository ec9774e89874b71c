/** This package says no, before anything was changed. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/** A space was made, and something after that failed: its id must not be lost. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";

  constructor(
    readonly spaceId: string,
    message: string,
  ) {
    super(message);
    this.stack = message;
  }
}
