import { pageSize } from "../../../provider/src/dingtalk/api/spaces";
import { timeOf, type BenchResults, type OperationName } from "./results";

/** Seconds that the engine itself takes for n resources: `fixed + each·n + growing·n²`. */
export interface EngineCost {
  readonly fixed: number;
  readonly each: number;
  readonly growing: number;
}

/**
 * The curve through what the floor took at the three sizes; `undefined` where these were not all measured. No part
 * of it is less than nothing: where noise would have it so, it goes through the least and the largest alone, as a line or
 * without one.
 */
export function engineCost(results: BenchResults, operation: OperationName): EngineCost | undefined {
  const sizes = [...new Set(results.rounds.map(({ spaces }) => spaces))].sort((a, b) => a - b);
  const points = sizes.flatMap((n) => {
    const seconds = timeOf(results, "floor", n, operation);
    return seconds ? [{ n, seconds: seconds.min / 1_000 }] : [];
  });
  const [a, b, c] = points;
  if (!a || !b || !c) return undefined;
  const first = (b.seconds - a.seconds) / (b.n - a.n);
  const second = (c.seconds - b.seconds) / (c.n - b.n);
  const bend = (second - first) / (c.n - a.n);
  const slope = first - bend * (a.n + b.n);
  const rise = c.seconds - a.seconds;
  const through = (each: number, growing: number): EngineCost => ({
    fixed: a.seconds - each * a.n - growing * a.n * a.n,
    each,
    growing,
  });
  if (bend <= 0) return through(rise / (c.n - a.n), 0);
  if (slope < 0) return through(0, rise / (c.n * c.n - a.n * a.n));
  return through(slope, bend);
}

export const secondsFor = ({ fixed, each, growing }: EngineCost, n: number): number =>
  fixed + each * n + growing * n * n;

/** From how many resources on the engine takes longer for one more than DingTalk's pace does. */
export const engineIsSlowerFrom = ({ each, growing }: EngineCost, callsPerSecond: number): number =>
  Math.max(0, (1 / callsPerSecond - each) / (2 * growing));

/** What an operation on n spaces of an organization that has no others costs in calls. */
export const callsFor: Readonly<Record<OperationName, (n: number) => number>> = {
  preview: () => 0,
  // The organization is empty at first: one look around, then a call a space.
  up: (n) => n + 1,
  "up again": () => 0,
  refresh: (n) => 1 + Math.ceil(n / pageSize),
  // A look into each space and the deletion itself, beside the shared reads.
  destroy: (n) => 2 * n + 1 + Math.ceil(n / pageSize),
};

/** The most calls of one API that an operation makes: what its pace is about. */
export const callsOfOneApi: Readonly<Record<OperationName, (n: number) => number>> = {
  preview: () => 0,
  up: (n) => n,
  "up again": () => 0,
  refresh: (n) => Math.ceil(n / pageSize),
  destroy: (n) => n,
};
