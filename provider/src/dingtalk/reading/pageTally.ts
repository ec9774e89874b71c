import type { Tally } from "./pagePolicy";

/** So many last queries tell how much a query carries. */
const REMEMBERED = 4;

/** Keeps count of what `wantsPage` goes by. */
export class PageTally {
  readonly #asked = new Set<string>();
  readonly #shown = new Set<string>();
  readonly #carried: number[] = [];
  #lastPage: readonly string[] = [];
  #queries = 0;
  #pages = 0;
  #served = 0;
  #mostOpen = 0;

  /** Somebody asks for this space, whether or not a call is needed for it. */
  asked(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    if (this.#shown.has(id)) this.#served += 1;
  }

  /** So many questions are open. */
  open(count: number): void {
    this.#mostOpen = Math.max(this.#mostOpen, count);
  }

  /** A query went out for so many. */
  queried(count: number): void {
    this.#queries += 1;
    this.#carried.push(count);
    if (this.#carried.length > REMEMBERED) this.#carried.shift();
  }

  /** A page was read that shows these. */
  paged(ids: readonly string[]): void {
    this.#pages += 1;
    this.#lastPage = ids;
    for (const id of ids) {
      if (this.#shown.has(id)) continue;
      this.#shown.add(id);
      if (this.#asked.has(id)) this.#served += 1;
    }
  }

  isOnLastPage(id: string): boolean {
    return this.#lastPage.includes(id);
  }

  get now(): Tally {
    return {
      asked: this.#asked.size,
      queries: this.#queries,
      pages: this.#pages,
      served: this.#served,
      carried: Math.max(1, ...this.#carried),
      carriedOnAverage: this.#carriedOnAverage,
      mostOpen: this.#mostOpen,
    };
  }

  get #carriedOnAverage(): number {
    const { length } = this.#carried;
    return length === 0 ? 1 : this.#carried.reduce((sum, count) => sum + count, 0) / length;
  }
}
