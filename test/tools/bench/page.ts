import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { FIRST_QUIET_MS } from "../../../provider/src/dingtalk/http/timings";
import { ROOT } from "../engine/program";
import { chartsOf } from "./charts";
import { everybody, ours, waiting } from "./contestants";
import { ratioOfTimes, shown, sizesOf, table } from "./figures";
import {
  backendsTable,
  callsTables,
  coldStartTable,
  limitedTable,
  pacedText,
  profileText,
  stepsTable,
  timesTable,
  weightTable,
} from "./measuredTables";
import { engineCost } from "./paperModel";
import { paperLimit, paperTable } from "./paperTable";
import { timeOf, type BenchResults } from "./results";
import type { Order } from "./simulation/simulate";
import { orders, ratioOf, simulateAll, type SimulatedRow } from "./simulation/table";
import { targetsTable } from "./targets";

const docs = path.join(ROOT, "docs");

const charts = path.join("images", "performance");

/** The name of each `{part}` of `performance.template.md`, and what it becomes. */
type Parts = Record<string, string>;

/** Writes `docs/performance.md` and its charts from the figures of a run. */
export async function writePage(results: BenchResults): Promise<void> {
  await mkdir(path.join(docs, charts), { recursive: true });
  for (const [file, svg] of await chartsOf(results)) await writeFile(path.join(docs, charts, file), svg);
  await writeFile(path.join(docs, "performance.md"), await writtenPage(results));
}

/** The page's text. */
export async function writtenPage(results: BenchResults): Promise<string> {
  const template = await readFile(path.join(__dirname, "performance.template.md"), "utf8");
  const parts = await partsOf(results);
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined)
      throw new Error(`performance.template.md asks for {{${name}}}, which there is not.`);
    return part;
  });
  return format(text, { parser: "markdown", printWidth: 110 });
}

/** The tables that need no measuring; a test holds them against the page. */
export async function simulationParts(): Promise<Parts> {
  const rows = await simulateAll();
  const ratios = rows.flatMap(({ byOrder }) => byOrder.map(ratioOf));
  const worst = (...of: Order[]) =>
    Math.max(
      ...rows.flatMap(({ byOrder }) =>
        byOrder.filter((_, i) => of.includes(orders[i] ?? "same")).map(ratioOf),
      ),
    );
  return {
    simulation: simulationTable(rows),
    worstRatio: worst("same", "independent").toFixed(2),
    worstReversed: worst("reversed").toFixed(2),
    worstLast: worst("last").toFixed(2),
    meanRatio: (ratios.reduce((a, b) => a + b, 0) / ratios.length).toFixed(2),
  };
}

async function partsOf(results: BenchResults): Promise<Parts> {
  const { machine, date, latencyMs } = results;
  const gibibytes = (machine.memoryBytes / 1024 ** 3).toFixed(0);
  return {
    where: `${machine.cores} cores (${machine.cpu}), ${gibibytes} GiB, Node ${machine.node.replace("v", "")}, Pulumi ${machine.engine}, @pulumi/pulumi ${machine.sdk}, file backend; ${date}`,
    latency: String(latencyMs),
    waiting: String(2 * latencyMs + FIRST_QUIET_MS),
    repeats: repeatsText(results),
    times: sizesOf(results)
      .map(
        (spaces) =>
          `### ${spaces} spaces\n\n${timesTable(results, spaces)}\n\n![Seconds by operation at ${spaces} spaces](${charts}/${spaces}.svg)`,
      )
      .join("\n\n"),
    calls: callsTables(results),
    weight: weightTable(results),
    coldStart: coldStartTable(results),
    paced: pacedText(results),
    limited: limitedTable(results),
    backends: backendsTable(results),
    backendsDate: results.backendsDate ?? "another day",
    steps: stepsTable(results),
    waitingToDynamic: shown(ratioOfTimes(results, "up", waiting.key, "dynamic")),
    profile: profileText(results),
    emptyUp: shown(engineCost(results, "up")?.fixed),
    targets: targetsTable(results),
    paper: paperTable(results),
    paperLimit: paperLimit(results),
    ...(await simulationParts()),
  };
}

/** `300 spaces: 5 (others 5–13)`: some may have been measured oftener than this package. */
function repeatsText(results: BenchResults): string {
  return sizesOf(results)
    .map((spaces) => {
      const times = everybody.flatMap(({ key }) => timeOf(results, key, spaces, "up")?.times ?? []);
      const [least, most] = [Math.min(...times), Math.max(...times)];
      const own = timeOf(results, ours.key, spaces, "up")?.times ?? 0;
      return `${spaces} spaces: ${own}${least === most ? "" : ` (others ${least}–${most})`}`;
    })
    .join(", ");
}

function simulationTable(rows: readonly SimulatedRow[]): string {
  return table(
    [
      "organization",
      "stack",
      "in flight",
      "queries alone",
      "list alone",
      ...orders.map((order) => `${order}: calls (ratio)`),
    ],
    rows.map(({ organization, stack, inFlight, byOrder }) => [
      organization.toLocaleString("en-US"),
      stack.toLocaleString("en-US"),
      String(inFlight),
      String(byOrder[0]?.queriesOnly ?? ""),
      [...new Set(byOrder.map(({ pagesOnly }) => pagesOnly))].sort((a, b) => a - b).join("–"),
      ...byOrder.map((simulated) => `${simulated.calls} (${ratioOf(simulated).toFixed(2)})`),
    ]),
  );
}
