/** What the decision goes by. */
export interface Tally {
  /** Spaces asked for so far, with or without a call. */
  readonly asked: number;
  readonly queries: number;
  readonly pages: number;
  /** How many of those asked for the pages show. */
  readonly served: number;
  /** How many ids a query can carry here: the most that one of the last few did. */
  readonly carried: number;
  /** How many ids the last few carried on average, at least one. If reads come one by one, as in a destroy, these are fewer. */
  readonly carriedOnAverage: number;
  /** The most reads that were ever open at a time. */
  readonly mostOpen: number;
}

/** As much of what a page will serve in the end has been asked for when it is judged: a quarter. */
const FORESIGHT = 4;
/** So many pages may be read on trust, one for each query. */
const TRUSTED_PAGES = 6;

/**
 * Whether the next call is a list page and not a query. A query answers the few reads that are open; a page of
 * 50 may answer reads to come. Neither how many will come nor how long the list is can be known.
 *
 * - The first call is a query, so that a small stack is read with one.
 * - A page must serve as many reads as a query carries. It is judged while reads still come, so a quarter of
 *   that is enough.
 * - Until pages have served that much they are read on trust: one for each query, but six at the most, and then
 *   one for each `carried²` queries. Where a query carries one id, almost any page is worth it.
 * - All calls together stay under twice what queries alone would have cost for the reads so far, if they carry as
 *   many ids as the last few did.
 *
 * By simulation (`docs/performance.md`): 45 calls at the most for 300 spaces of an organization of 10,000, 8 reads
 * in flight; 8 for 300 of 300, 12 if the list shows them in the reverse order. Never more than twice the better of
 * queries alone and the list alone, both known in advance, if the list shows the stack's spaces in the order of
 * the reads or in one that has nothing to do with it; up to seven times if it shows them last or in reverse, since
 * such a list looks for long like one that holds none of them.
 */
export function wantsPage(tally: Tally): boolean {
  const { asked, queries, pages, served, carried, carriedOnAverage, mostOpen } = tally;
  if (queries === 0) return false;
  // This page, and the queries that all who can be waiting at a time may need after it.
  const after = 1 + Math.ceil(mostOpen / carriedOnAverage);
  if (pages + queries + after > 2 * (asked / carriedOnAverage)) return false;
  const hasServed = FORESIGHT * served >= pages * carried;
  return hasServed || pages < Math.min(queries, TRUSTED_PAGES + queries / carried ** 2);
}

/** Whether the page after the last one may be read before anybody needs it: also if nobody ever does. */
export const wantsPageAhead = (tally: Tally): boolean =>
  wantsPage(tally) && tally.served > 0 && tally.pages > tally.queries;
