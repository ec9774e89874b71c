import type { Clock } from "../http/clock";
import { FIRST_QUIET_MS, QUIET_MS } from "../http/timings";

/** However many more arrive, nobody waits for others longer than so many times that. */
const MOST_WAITS = 5;

export interface Answering<Question, Answer> {
  /** The first question of a run is there: what can be done while others join it? */
  readonly begin: () => void;
  /** Whether the next call is the same however many more questions there are. */
  readonly needsNoCompany: (open: readonly Question[]) => boolean;
  /** Makes one call for these questions; if there is none to make yet, returns how long to wait. Milliseconds. */
  readonly ask: (open: readonly Question[]) => Promise<number | undefined>;
  /** The answer, an error, or `undefined` as long as neither is known. */
  readonly answer: (question: Question) => Answer | Error | undefined;
}

/** Holds questions until they are answered, and makes one call at a time for all of them. */
export class ReadQueue<Question, Answer> {
  readonly #clock: Clock;
  readonly #answering: Answering<Question, Answer>;
  readonly #open = new Map<Question, (answer: Answer | Error) => void>();
  #arrivals = 0;
  #hasBegun = false;
  #isRunning = false;
  #pause: AbortController | undefined;

  constructor(clock: Clock, answering: Answering<Question, Answer>) {
    this.#clock = clock;
    this.#answering = answering;
  }

  get size(): number {
    return this.#open.size;
  }

  ask(question: Question): Promise<Answer> {
    this.#arrivals += 1;
    this.#pause?.abort();
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer | Error) => (answer instanceof Error ? reject(answer) : resolve(answer));
      this.#open.set(question, settle);
      if (!this.#isRunning) void this.#run();
    });
  }

  /** Nobody waits for this answer any longer. */
  drop(question: Question): void {
    this.#open.delete(question);
    if (this.#open.size === 0) this.#pause?.abort();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#open.size > 0) {
        await this.#gather();
        this.#settle();
        if (this.#open.size === 0) break;
        const arrivals = this.#arrivals;
        const idleMs = await this.#answering.ask([...this.#open.keys()]);
        this.#settle();
        if (idleMs !== undefined && arrivals === this.#arrivals) await this.#sleep(idleMs);
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /** Waits until no more arrive, so that as many as possible go out together. */
  async #gather(): Promise<void> {
    const needsNoCompany = () => this.#answering.needsNoCompany([...this.#open.keys()]);
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#answering.begin();
      await this.#clock.sleep(FIRST_QUIET_MS - QUIET_MS);
    }
    for (let waits = 0; waits < MOST_WAITS && !needsNoCompany(); waits += 1) {
      const before = this.#arrivals;
      await this.#clock.sleep(QUIET_MS);
      if (this.#arrivals === before) return;
    }
  }

  /** Ends early if a question arrives, or if nobody waits any longer. */
  async #sleep(ms: number): Promise<void> {
    this.#pause = new AbortController();
    await this.#clock.sleep(ms, this.#pause.signal).catch(() => undefined);
  }

  #settle(): void {
    for (const [question, settle] of this.#open) {
      const answer = this.#answering.answer(question);
      if (answer === undefined) continue;
      this.#open.delete(question);
      settle(answer);
    }
  }
}
