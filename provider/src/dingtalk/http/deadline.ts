import type { Clock } from "./clock";
import { GRACE_MS, SLEPT_MS } from "./timings";

/** The result of the work or, if it takes longer than `ms`, what `late` returns or throws. The work goes on. */
export async function within<T>(work: Promise<T>, clock: Clock, ms: number, late: () => T): Promise<T> {
  if (ms === Infinity) return work;
  const over = new AbortController();
  const end = clock.now() + ms;
  const wait = async () => {
    await clock.sleep(ms, over.signal);
    // A process that slept reads what came meanwhile before it calls anything late.
    if (clock.now() - end > SLEPT_MS) await clock.sleep(SLEPT_MS, over.signal);
    return late();
  };
  try {
    return await Promise.race([work, wait()]);
  } finally {
    over.abort();
  }
}

/** The time one operation may take, whatever it waits for. */
export class Deadline {
  readonly #clock: Clock;
  readonly #end: number;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#end = clock.now() + ms;
  }

  /** Another one, by the same clock. */
  another(ms: number): Deadline {
    return new Deadline(this.#clock, ms);
  }

  /** By its clock, in milliseconds since 1970. */
  get end(): number {
    return this.#end;
  }

  /** Milliseconds left; never below 0. */
  get left(): number {
    return Math.max(0, this.#end - this.#clock.now());
  }

  /**
   * The result of work that others wait for too. If it takes longer than there is time for, `late()` is thrown
   * and the work goes on for the others.
   */
  share<T>(work: Promise<T>, late: () => Error): Promise<T> {
    const throwLate = () => {
      throw late();
    };
    return within(work, this.#clock, this.left + GRACE_MS, throwLate);
  }

  /** Sleeps if there is time for it; otherwise returns false at once. */
  async sleep(ms: number): Promise<boolean> {
    if (ms >= this.left) return false;
    await this.#clock.sleep(ms);
    return true;
  }
}
