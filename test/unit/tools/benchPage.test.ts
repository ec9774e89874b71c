import { readFile } from "node:fs/promises";
import path from "node:path";
import { callsFor, engineCost, engineIsSlowerFrom, secondsFor } from "../../tools/bench/paperModel";
import { writtenPage } from "../../tools/bench/page";
import { figureOf, operations, type BenchResults, type OperationName } from "../../tools/bench/results";
import { ROOT } from "../../tools/engine/program";

jest.setTimeout(240_000);

const each = <T>(value: (operation: OperationName) => T) =>
  Object.fromEntries(operations.map((operation) => [operation, value(operation)])) as Record<
    OperationName,
    T
  >;

const resultsOf = (seconds: (n: number) => number): BenchResults => ({
  machine: { cores: 2, cpu: "none", memoryBytes: 1, node: "v24.0.0", engine: "3", sdk: "3" },
  date: "2026-01-01",
  latencyMs: 50,
  coldStarts: [],
  rounds: [50, 300, 1_000].map((spaces) => ({
    contestant: "floor",
    spaces,
    ms: each(() => seconds(spaces) * 1_000),
    calls: each(() => ({})),
    stateBytes: 1,
    textBytes: 1,
    peakBytes: {},
  })),
});

test("the paper model's curve goes through what was measured and tells where the engine is the slower one", () => {
  const results = resultsOf((n) => 3 + 0.01 * n + 0.00005 * n * n);
  const cost = engineCost(results, "up");
  if (!cost) throw new Error("there is no curve");
  expect(cost.fixed).toBeCloseTo(3, 6);
  expect(cost.each).toBeCloseTo(0.01, 6);
  expect(cost.growing).toBeCloseTo(0.00005, 9);
  expect(secondsFor(cost, 10_000)).toBeCloseTo(5_103, 1);
  // One more takes 0.01 + 2·0.00005·n seconds: 1/20 of one from n = 400 on.
  expect(engineIsSlowerFrom(cost, 20)).toBeCloseTo(400, 3);
  // Noise may have the larger size cost less for each: then it is a line.
  expect(
    engineCost(
      resultsOf((n) => (n === 300 ? 9 : n / 100)),
      "up",
    ),
  ).toEqual({ fixed: 0, each: 0.01, growing: 0 });
  // Or the smaller ones cost nothing for each: then all of it grows with the square.
  const steep = engineCost(
    resultsOf((n) => (n === 300 ? 2 : 2 + 0.00004 * n * n)),
    "up",
  );
  expect(steep?.each).toBe(0);
  expect(steep?.growing).toBeCloseTo(0.00004, 9);
  expect(steep?.fixed).toBeCloseTo(2, 6);
  expect(engineCost({ ...results, rounds: results.rounds.slice(1) }, "up")).toBeUndefined();
});

test("10,000 spaces cost two months of calls to make and less than a twentieth of one to refresh", () => {
  expect(operations.map((operation) => callsFor[operation](10_000))).toEqual([0, 10_001, 0, 201, 20_201]);
});

test("the shortest time is shown with the share by which the longest was longer", () => {
  expect(figureOf([3, 2, 2.5])).toEqual({ min: 2, spread: 0.5, times: 3 });
  expect(figureOf([])).toBeUndefined();
});

test("docs/performance.md is what the figures of the last bench and the simulation of today say", async () => {
  const docs = path.join(ROOT, "docs");
  const results = JSON.parse(await readFile(path.join(docs, "performance.json"), "utf8")) as BenchResults;
  const page = await readFile(path.join(docs, "performance.md"), "utf8");
  expect(await writtenPage(results)).toBe(page);
  expect(Number(/The worst ratio is ([\d.]+)/.exec(page)?.[1])).toBeLessThanOrEqual(2);
  for (const more of page.matchAll(/\(([\d.]+) times/g)) expect(Number(more[1])).toBeLessThanOrEqual(7);
});
