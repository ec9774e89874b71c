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
  #pages = 0;
  #hits = 0;
  #largest = 1;
  #waiting = 0;
  #open = true;

  /** Somebody asks for this space, whether or not a call is needed for it. */
  asked(id: string): void {
    this.#asked.add(id);
  }

  /** So many reads are waiting, and so many of them go out together: queries alone would answer as many with each. */
  waiting(count: number, together: number): void {
    this.#waiting = count;
    this.#largest = Math.max(this.#largest, together);
  }

  /** A query was made. */
  rented(): void {
    this.#queries += 1;
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
    if (!this.#open || this.#queries === 0) return false;
    const byQueriesAlone = this.#asked.size / this.#largest;
    // This page, and the queries that the reads which are waiting may need after it.
    const after = 1 + Math.ceil(this.#waiting / this.#largest);
    if (this.#pages + this.#queries + after > 2 * byQueriesAlone) return false;
    return this.#hits > 0 || this.#pages < this.#queries;
  }
}
