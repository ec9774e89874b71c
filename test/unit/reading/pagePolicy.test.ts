import fc from "fast-check";
import { WITNESS_GAP_MS } from "../../../provider/src/dingtalk/http/timings";
import { wantsPage, wantsPageAhead, type Tally } from "../../../provider/src/dingtalk/reading/pagePolicy";
import { simulate, type Order, type Situation } from "../../tools/bench/simulation/simulate";

const tally: Tally = {
  asked: 300,
  queries: 10,
  pages: 0,
  served: 0,
  carried: 8,
  carriedOnAverage: 8,
  mostOpen: 8,
};

test.each<[string, Partial<Tally>, boolean]>([
  ["the first call", { asked: 8, queries: 0, carried: 1, carriedOnAverage: 1 }, false],
  ["the second, if nobody else has asked", { asked: 8, queries: 1 }, false],
  ["the second, if as many have asked again", { asked: 16, queries: 1 }, true],
  ["few have asked, and queries go out full", { asked: 15, queries: 3 }, false],
  ["few have asked, and queries go out with few", { asked: 15, queries: 3, carriedOnAverage: 4 }, true],
  ["pages that serve as much as queries carry", { pages: 6, served: 48 }, true],
  ["pages that serve a quarter of that so far", { pages: 9, served: 18 }, true],
  ["pages that serve less, more of them than are trusted", { pages: 7, served: 13 }, false],
  ["a page on trust, fewer than queries", { queries: 4, pages: 3 }, true],
  ["a page on trust, as many as queries", { queries: 4, pages: 4 }, false],
  ["a seventh page on trust", { queries: 30, pages: 6, asked: 240 }, true],
  ["an eighth page on trust", { queries: 30, pages: 7, asked: 240 }, false],
  [
    "a page on trust for each query of one id",
    { queries: 100, pages: 99, carried: 1, carriedOnAverage: 1, mostOpen: 1 },
    true,
  ],
  ["what queries alone would have cost twice over", { asked: 40, queries: 2, pages: 8, served: 40 }, false],
])("a page or a query: %s", (_, more, expected) => {
  expect(wantsPage({ ...tally, ...more })).toBe(expected);
});

test("a page that nobody waits for is read only after pages have outnumbered queries and served somebody", () => {
  const ahead = { ...tally, asked: 100, queries: 1, pages: 2, served: 20 };
  expect(wantsPageAhead(ahead)).toBe(true);
  expect(wantsPageAhead({ ...ahead, queries: 2 })).toBe(false);
  expect(wantsPageAhead({ ...ahead, queries: 3, pages: 2, served: 0 })).toBe(false);
});

const orders: readonly Order[] = ["same", "independent", "reversed", "last"];

test.each([3, 8, 16, 64])("three spaces are read with one call, %i in flight", async (inFlight) => {
  const { queries, pages } = await simulate({
    organization: 10_000,
    stack: 3,
    inFlight,
    order: "independent",
  });
  expect({ queries, pages }).toEqual({ queries: 1, pages: 0 });
});

test("three spaces read one after the other in an organization of 10,000 cost no more than twice their queries", async () => {
  for (const order of orders) {
    const { calls, queriesOnly } = await simulate({ organization: 10_000, stack: 3, inFlight: 1, order });
    expect(queriesOnly).toBe(3);
    expect(calls).toBeLessThanOrEqual(6);
  }
});

test.each([8, 16, 64])(
  "300 spaces of 300 cost at most 10 calls, %i in flight, in any order of the list that is not reversed",
  async (inFlight) => {
    for (const order of orders) {
      for (const seed of [0, 1, 2, 3, 4]) {
        const { calls } = await simulate({ organization: 300, stack: 300, inFlight, order, seed });
        expect(calls).toBeLessThanOrEqual(order === "reversed" ? 12 : 10);
      }
    }
  },
);

test("300 spaces of an organization of 10,000 cost at most 45 calls, 8 in flight, in any order of the list", async () => {
  for (const order of orders) {
    for (const seed of [0, 1, 2, 3, 4]) {
      const { calls } = await simulate({ organization: 10_000, stack: 300, inFlight: 8, order, seed });
      expect(calls).toBeLessThanOrEqual(45);
    }
  }
});

test("reads that come one by one, as in a destroy, go by pages too", async () => {
  for (const seed of [1, 2, 3]) {
    for (const busyMs of [60, 120, 400]) {
      for (const order of ["same", "independent"] as const) {
        const { calls } = await simulate({ organization: 300, stack: 300, inFlight: 8, busyMs, order, seed });
        expect(calls).toBeLessThanOrEqual(11);
      }
    }
  }
});

test.each([
  [300, 8, 1, 16],
  [300, 16, 1, 16],
  [300, 64, 1, 16],
  // Eight that are gone fill eight slots, and the others are asked for only after these.
  [10_000, 8, 2, 140],
  [10_000, 16, 1, 60],
  [10_000, 64, 1, 60],
])(
  "10 that are gone of 310, in an organization of %i with %i in flight, cost %i waits for a second answer and %i calls at most",
  async (organization, inFlight, waits, most) => {
    const { calls, ms } = await simulate({
      organization,
      stack: 300,
      gone: 10,
      inFlight,
      order: "independent",
    });
    expect(Math.floor(ms / WITNESS_GAP_MS)).toBe(waits);
    expect(calls).toBeLessThanOrEqual(most);
  },
);

const situations: fc.Arbitrary<Situation> = fc
  .record({
    organization: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 3_000 })),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    inFlight: fc.constantFrom(1, 2, 3, 4, 8, 16, 24, 32, 64),
    order: fc.constantFrom(...orders),
    seed: fc.nat(),
  })
  .map(({ share, organization, ...rest }) => ({
    ...rest,
    organization,
    stack: Math.max(1, Math.round(organization * share)),
  }));

/** How many calls for each of the better of queries alone and the list alone, both known in advance. */
const most: Readonly<Record<Order, number>> = { same: 2, independent: 2, reversed: 8, last: 8 };

test("never more than twice the better of the two, known in advance; up to eight times if the list shows the stack last or in reverse", async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const { calls, best } = await simulate(situation);
      expect(calls).toBeLessThanOrEqual(most[situation.order] * best);
    }),
    { numRuns: 150 },
  );
});
