import { inspect } from "node:util";
import { oneLine } from "./text";

/** An error that is one line for people: in its message, in its stack and in what `inspect` prints. */
export abstract class OneLineError extends Error {
  constructor(message: string) {
    super(oneLine(message));
    this.stack = this.message;
  }

  [inspect.custom](): string {
    return this.message;
  }
}
