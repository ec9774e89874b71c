/** How many reads go out together is what the largest of so many last queries carried. */
const remembered = 4;

/**
 * When to spend a list page instead of a query. To query is to rent: it answers the few reads that are
 * waiting. To read the list to its end is to buy: it answers all that will ever be asked. Neither how much will
 * be asked nor how long the list is can be known before.
 *
 * Pages never outnumber queries until one has shown something that was asked for; then they may, as long as
 * all calls together stay under twice what queries alone would have cost for the reads so far. In every order
 * of list and reads this costs at most twice the better of the two, known in advance, and nothing that decides
 * without knowing the future can promise less. `docs/performance.md` has the simulation.
 */
export class RentOrBuy {
  readonly #asked = new Set<string>();
  #queries = 0;
  readonly #recent: number[] = [];
  #pages = 0;
  #hits = 0;
  #mostWaiting = 0;
  #open = true;

  /** Somebody asks for this space, whether or not a call is needed for it. */
  asked(id: string): void {
    this.#asked.add(id);
  }

  /** So many reads are waiting for a call. */
  waiting(count: number): void {
    this.#mostWaiting = Math.max(this.#mostWaiting, count);
  }

  /** A query for so many was made. */
  rented(count: number): void {
    this.#queries += 1;
    this.#recent.push(count);
    if (this.#recent.length > remembered) this.#recent.shift();
  }

  /** A page was read, and shows these. */
  bought(ids: readonly string[]): void {
    this.#pages += 1;
    this.#hits += ids.filter((id) => this.#asked.has(id)).length;
  }

  /** No more pages: they cannot be had, or there are none. */
  close(): void {
    this.#open = false;
  }

  /** Whether the next call should be a page. */
  get wantsPage(): boolean {
    // The first call is a query, so that a small stack is read with one.
    return this.#isAffordable && (this.#hits > 0 || this.#pages < this.#queries);
  }

  /** Whether the page after the last one may be read before anybody needs it: also if nobody ever does. */
  get wantsPageAhead(): boolean {
    return this.#isAffordable && this.#hits > 0 && this.#pages > this.#queries;
  }

  get #isAffordable(): boolean {
    if (!this.#open || this.#queries === 0) return false;
    // So many reads go out together here: a destroy sends them by twos and threes, whatever the engine could do.
    const together = Math.max(...this.#recent);
    const byQueriesAlone = this.#asked.size / together;
    // This page, and the queries that all who can be waiting at a time may need after it.
    const after = 1 + Math.ceil(this.#mostWaiting / together);
    return this.#pages + this.#queries + after <= 2 * byQueriesAlone;
  }
}
