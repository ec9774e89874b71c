import { barChart } from "./barChart";
import { contestants } from "./contestants";
import { sizesOf } from "./figures";
import { operations, timeOf, type BenchResults } from "./results";

export async function chartsOf(results: BenchResults): Promise<Map<string, string>> {
  const drawn = new Map<string, string>();
  const colours = [
    ...["#0969da", "#54aeff", "#1a7f37", "#8c959f"],
    ...["#d0d7de", "#d4a72c", "#bc4c00", "#8250df"],
  ];
  for (const spaces of sizesOf(results)) {
    const who = contestants.filter(({ key }) => timeOf(results, key, spaces, "up"));
    const svg = await barChart({
      title: `${spaces} spaces: seconds by operation`,
      subtitle: `${results.latencyMs} ms to every answer; shorter is better`,
      unit: "seconds",
      stacked: false,
      counts: false,
      series: who.map(({ key, title }) => ({
        name: title,
        colour: colours[contestants.findIndex((one) => one.key === key)] ?? "#24292f",
      })),
      bars: operations.map((operation) => ({
        label: operation,
        values: who.map(({ key }) => (timeOf(results, key, spaces, operation)?.min ?? 0) / 1_000),
      })),
    });
    drawn.set(`${spaces}.svg`, svg);
  }
  return drawn;
}
