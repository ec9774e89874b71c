import fc from "fast-check";
import { simulate, type Order, type Situation } from "../bench/simulation/simulate";

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
  "300 spaces of 300 cost at most 12 calls, %i in flight, in any order of the list",
  async (inFlight) => {
    for (const order of orders) {
      const { calls } = await simulate({ organization: 300, stack: 300, inFlight, order });
      expect(calls).toBeLessThanOrEqual(12);
      if (order !== "reversed") expect(calls).toBeLessThanOrEqual(8);
    }
  },
);

test("reads that come one by one, as in a destroy, go by pages too", async () => {
  for (const seed of [1, 2, 3]) {
    const destroy = { organization: 300, stack: 300, inFlight: 8, busyMs: 400, seed };
    for (const order of ["same", "independent"] as const) {
      const { calls } = await simulate({ ...destroy, order });
      expect(calls).toBeLessThanOrEqual(18);
    }
  }
});

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

test("never more than twice the better of queries alone and the list alone, both known in advance", async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const { calls, best } = await simulate(situation);
      expect(calls).toBeLessThanOrEqual(2 * best);
    }),
    { numRuns: 150 },
  );
});
