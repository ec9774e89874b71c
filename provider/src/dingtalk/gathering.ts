import DataLoader from "dataloader";
import type { Clock } from "./clock";
import { queryLimit } from "./spaces";

/** Reads that come within so long of one another go out together. Milliseconds. */
const quietMs = 20;
/** The same for the first reads of a run, which come from a process that is still warming up. */
export const firstQuietMs = 60;
/** However many more arrive, a read waits for others no longer than so many times that. */
const mostWaits = 5;

export interface Batches<Question, Answer> {
  /** Answers a batch of at most 30, in order. */
  readonly answer: (batch: readonly Question[]) => Promise<ArrayLike<Answer | Error>>;
  /** Whether the next batch may go out at once, since more of them would not change what is asked. */
  readonly needsNoCompany: () => boolean;
  /** The first question of a run is there: what can be done while others join it? */
  readonly begin: () => void;
}

/** Gathers questions that come together and has them answered together, one batch after the other. */
export class Gathering<Question, Answer> {
  readonly #loader: DataLoader<Question, Answer>;
  /** Ends with the last of the batches that were opened up to now. */
  #last: Promise<unknown> = Promise.resolve();
  #arrivals = 0;
  #begun = false;

  constructor(
    private readonly clock: Clock,
    private readonly batches: Batches<Question, Answer>,
  ) {
    const ends: (() => void)[] = [];
    this.#loader = new DataLoader(
      async (batch) => {
        const end = ends.shift();
        try {
          return await batches.answer(batch);
        } finally {
          end?.();
        }
      },
      {
        cache: false,
        maxBatchSize: queryLimit,
        batchScheduleFn: (dispatch) => {
          const before = this.#last;
          this.#last = new Promise<void>((end) => ends.push(end));
          void before.then(() => (batches.needsNoCompany() ? undefined : this.#whenQuiet())).then(dispatch);
        },
      },
    );
  }

  ask(question: Question): Promise<Answer> {
    this.#arrivals += 1;
    return this.#loader.load(question);
  }

  /** Holds a batch open until no more arrive, so that as many as possible go out together. */
  async #whenQuiet(): Promise<void> {
    if (!this.#begun) {
      this.#begun = true;
      this.batches.begin();
      await this.clock.sleep(firstQuietMs - quietMs);
    }
    for (let waits = 0; waits < mostWaits; waits += 1) {
      const before = this.#arrivals;
      await this.clock.sleep(quietMs);
      if (this.#arrivals === before || this.batches.needsNoCompany()) return;
    }
  }
}
