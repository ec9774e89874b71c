import { percent, table } from "./figures";
import { callsFor, callsOfOneApi, engineCost, engineIsSlowerFrom, secondsFor } from "./paperModel";
import type { BenchResults } from "./results";

function duration(total: number): string {
  if (total < 120) return `${Math.round(total)} s`;
  return total < 7_200 ? `${Math.round(total / 60)} min` : `${(total / 3_600).toFixed(1)} h`;
}

export function paperTable(results: BenchResults): string {
  return table(
    ["", "calls", "of a month's 5,000", "at 20 calls a second", "the engine itself"],
    (["up", "up again", "refresh", "destroy"] as const).map((operation) => {
      const n = 10_000;
      const cost = engineCost(results, operation);
      const calls = callsFor[operation](n);
      return [
        operation,
        calls.toLocaleString("en-US"),
        percent(calls / 5_000),
        duration(callsOfOneApi[operation](n) / 20),
        cost ? duration(secondsFor(cost, n)) : "not measured",
      ];
    }),
  );
}

export function paperLimit(results: BenchResults): string {
  const cost = engineCost(results, "up");
  if (!cost) return "";
  const from = Math.round(engineIsSlowerFrom(cost, 20) / 10) * 10;
  return `The curve through the floor's \`up\` is ${cost.fixed.toFixed(1)} s + ${(cost.each * 1_000).toFixed(1)} ms·n + ${(cost.growing * 1_000_000).toFixed(0)} µs·n². From about ${from.toLocaleString("en-US")} spaces on, one space more costs the engine longer than the 50 ms that DingTalk's pace takes.`;
}
