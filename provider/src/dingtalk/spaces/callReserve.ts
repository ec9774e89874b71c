/** What one delete needs beside the shared read: a look for entries, the delete. */
const CALLS_OF_DELETE = 2;
/** A cap that allows no more calls than this is near: more deletes than the engine has under way could reach it. */
const NEAR = 100;

/**
 * Lets deletes run side by side as long as the cap on calls has room for all of them. If it is near, a space is seen
 * to its end before the next is looked into: looks for which no delete can follow would be calls for nothing.
 */
export class CallReserve {
  readonly #callsLeft: () => number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param callsLeft how many calls the cap still allows. */
  constructor(callsLeft: () => number) {
    this.#callsLeft = callsLeft;
  }

  /** Whether the cap may be reached by what is under way. */
  get isNear(): boolean {
    return this.#callsLeft() <= NEAR;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length > 0 || !this.#hasRoom) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#letIn();
    }
  }

  get #hasRoom(): boolean {
    return this.#running === 0 || (this.#running + 1) * CALLS_OF_DELETE <= this.#callsLeft();
  }

  #letIn(): void {
    while (this.#waiting.length > 0 && this.#hasRoom) {
      this.#running += 1;
      this.#waiting.shift()?.();
    }
  }
}
