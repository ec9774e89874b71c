import { OneLineError } from "../http/oneLineError";

/** This package says no, before anything was changed. */
export class UserActionError extends OneLineError {
  override readonly name = "UserActionError";
}

/** A space was made, and something after that failed: its id must not be lost. */
export class PartialFailureError extends OneLineError {
  override readonly name = "PartialFailureError";
  readonly spaceId: string;

  constructor(spaceId: string, message: string) {
    super(message);
    this.spaceId = spaceId;
  }
}
