import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { barChart } from "./barChart";
import { FIRST_QUIET_MS } from "../../../provider/src/dingtalk/http/timings";
import { ROOT } from "../engine/program";
import { contestants, everybody, steps } from "./contestants";
import { callsFor, callsOfOneApi, engineCost, engineIsSlowerFrom, secondsFor } from "./paperModel";
import {
  figureOf,
  operations,
  timeOf,
  type BenchResults,
  type Figure,
  type OperationName,
  type Round,
} from "./results";
import type { Order } from "./simulation/simulate";
import { orders, ratioOf, simulateAll, type SimulatedRow } from "./simulation/table";

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
    repeats: sizesOf(results)
      .map((spaces) => `${spaces} spaces: ${timeOf(results, "ours", spaces, "up")?.times ?? 0}`)
      .join(", "),
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
    steps: stepsTable(results),
    waitingToDynamic: shown(ratioOfTimes(results, "up", waiting, "dynamic")),
    profile: profileText(results),
    targets: targetsTable(results),
    paper: paperTable(results),
    paperLimit: paperLimit(results),
    ...(await simulationParts()),
  };
}

const sizesOf = ({ rounds }: BenchResults): number[] =>
  [...new Set(rounds.map(({ spaces }) => spaces))].sort((a, b) => a - b);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0);

/** `2.3 s ± 4 %, 1.05`: the shortest time, how much longer the longest was, and the ratio to the floor's. */
function timesTable(results: BenchResults, spaces: number): string {
  return table(
    ["seconds (spread), ratio to the floor", ...operations],
    contestants.flatMap(({ key, title }) => {
      const cells = operations.map((operation) => {
        const figure = timeOf(results, key, spaces, operation);
        const floor = timeOf(results, "floor", spaces, operation);
        return figure && floor ? timeCell(figure, floor) : undefined;
      });
      return cells.includes(undefined) ? [] : [[title, ...cells.map((cell) => cell ?? "")]];
    }),
  );
}

const timeCell = ({ min, spread, times }: Figure, floor: Figure): string =>
  `${seconds(min)}${times > 1 ? ` (+${percent(spread)})` : ""}, **${(min / floor.min).toFixed(2)}**`;

function callsTables(results: BenchResults): string {
  return sizesOf(results)
    .map((spaces) => {
      const rows = ["ours", "handwritten", "sdk"].flatMap((key) => {
        const round = results.rounds.find((one) => one.contestant === key && one.spaces === spaces);
        return round
          ? [[titleOf(key), ...operations.map((operation) => callsCell(round.calls[operation]))]]
          : [];
      });
      return table([`calls, ${spaces} spaces`, ...operations], rows);
    })
    .join("\n\n");
}

const callsCell = (calls: Readonly<Record<string, number>>): string =>
  Object.entries(calls)
    .map(([api, count]) => `${count} ${api}`)
    .join(", ") || "0";

/** The size that the promises are about. */
const promisedAt = 300;

/** Where the engine's own work is most of it. */
const many = 1_000;

/** DingTalk's limit for each of an app's APIs. */
const callsPerSecond = 20;

/** One's shortest time to another's. */
function ratioOfTimes(
  results: BenchResults,
  operation: OperationName,
  one: string,
  other: string,
  spaces = promisedAt,
): number | undefined {
  const [a, b] = [one, other].map((key) => timeOf(results, key, spaces, operation));
  return a && b && a.min / b.min;
}

/** The least that an operation can take with DingTalk's limit: the engine's own time, or the pace of its calls. Milliseconds. */
interface Wall {
  readonly floorMs: number;
  readonly paceMs: number;
  readonly wallMs: number;
  readonly oursMs: number;
}

function wallOf(results: BenchResults, operation: OperationName): Wall | undefined {
  const rounds = results.limited ?? [];
  const [round] = rounds;
  const figure = figureOf(rounds.map(({ ms }) => ms[operation]));
  const floor = timeOf(results, "floor", promisedAt, operation);
  if (!round || !figure || !floor) return undefined;
  // The limit is each API's own.
  const paceMs = (Math.max(0, ...Object.values(round.calls[operation])) / callsPerSecond) * 1_000;
  return { floorMs: floor.min, paceMs, wallMs: Math.max(floor.min, paceMs), oursMs: figure.min };
}

function limitedTable(results: BenchResults): string {
  return table(
    [
      `seconds, ${promisedAt} spaces`,
      "the floor",
      "calls / 20",
      "the wall",
      "pulumi-dingtalk",
      "ratio to the wall",
    ],
    operations.flatMap((operation) => {
      const wall = wallOf(results, operation);
      if (!wall) return [];
      const { floorMs, paceMs, wallMs, oursMs } = wall;
      const ratio = `**${(oursMs / wallMs).toFixed(2)}**`;
      return [[operation, ...[floorMs, paceMs, wallMs, oursMs].map(seconds), ratio]];
    }),
  );
}

function backendsTable({ backends = [] }: BenchResults): string {
  const [round] = backends;
  return table(
    [`seconds, ${round?.spaces ?? 0} spaces; state in`, ...operations],
    backends.map(({ backend, ms }) => [backend, ...operations.map((operation) => seconds(ms[operation]))]),
  );
}

const shown = (value: number | undefined): string => value?.toFixed(2) ?? "not measured";

/** The last step before this package: what only waits. */
const waiting = steps.at(-1)?.key ?? "";

const titleOf = (key: string): string => everybody.find((one) => one.key === key)?.title ?? key;

function weightTable(results: BenchResults): string {
  const sizes = sizesOf(results);
  const largest = Math.max(...sizes);
  return table(
    [
      "",
      "provider text, bytes",
      "state a resource, bytes",
      `most memory of the plugin at ${largest} spaces, MiB`,
    ],
    contestants.flatMap(({ key, title }) => {
      const rounds = results.rounds.filter((one) => one.contestant === key && one.spaces === largest);
      const [round] = rounds;
      if (!round) return [];
      const peak = figureOf(rounds.map(({ peakBytes }) => Math.max(0, ...Object.values(peakBytes))));
      const memory = peak && peak.min > 0 ? mebibytes(peak.min) : "not told";
      return [[title, String(round.textBytes), String(round.stateBytes), memory]];
    }),
  );
}

function coldStartTable({ coldStarts }: BenchResults): string {
  return table(
    ["milliseconds (spread)", "the SDK", "then the handler", "then the first answer"],
    coldStarts.map(({ contestant, sdkMs, handlerMs, firstReadMs }) => [
      titleOf(contestant),
      ...[sdkMs, handlerMs, firstReadMs].map((values) => {
        const figure = figureOf(values);
        return figure ? `${figure.min} (+${percent(figure.spread)})` : "";
      }),
    ]),
  );
}

function pacedText({ paced }: BenchResults): string {
  if (!paced) return "";
  const { spaces, callsPerSecond, throttled, addingMs } = paced;
  const figure = figureOf(addingMs);
  return `${spaces} creates at ${callsPerSecond} calls a second took ${seconds(figure?.min ?? 0)} s from the first add call to the last answer (${figure?.times ?? 0} times, +${percent(figure?.spread ?? 0)}), and DingTalk's rule throttled ${throttled} of them.`;
}

/** From the floor to this package, a step a row. */
function stepsTable(results: BenchResults): string {
  const row = (key: string): string[] => [
    titleOf(key),
    ...operations.map((operation) => {
      const figure = timeOf(results, key, promisedAt, operation);
      return shown(figure && figure.min / 1_000);
    }),
  ];
  const share = (operation: OperationName) => shown(ratioOfTimes(results, operation, "ours", waiting));
  return table(
    [`seconds, ${promisedAt} spaces`, ...operations],
    [
      ...["floor", ...steps.map(({ key }) => key), "ours"].map(row),
      ["this package to the row above it", ...operations.map((operation) => `**${share(operation)}**`)],
    ],
  );
}

/** Where the time of the quickest refresh goes that is not the engine's. */
function profileText(results: BenchResults): string {
  const spaces = promisedAt;
  const rounds = results.rounds.filter((one) => one.contestant === "ours" && one.spaces === spaces);
  const round = rounds.reduce<Round | undefined>(
    (best, one) => (best && best.ms.refresh <= one.ms.refresh ? best : one),
    undefined,
  );
  const floor = timeOf(results, "floor", spaces, "refresh");
  const calls = round?.refreshCalls ?? [];
  const [first] = calls;
  if (!round || !floor || !first) return "";
  const waits = calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const line = calls
    .map(({ operation, startMs, durationMs }) => `${operation} ${startMs}–${startMs + durationMs}`)
    .join(", ");
  return `A refresh of ${spaces} spaces took ${round.ms.refresh} ms, the floor's ${floor.min} ms. Its calls, in milliseconds from the start of the command: ${line}. So ${waits} ms of it are answers that are under way, ${calls.length} of them one after another, since each page says where the next begins; the floor waits for none. What the engine does with one page's spaces is done while the next page is under way.`;
}

interface Target {
  readonly what: string;
  readonly promised: number;
  readonly measured: number | undefined;
}

/** The promises that can be held against these figures. */
function targetsOf(results: BenchResults): Target[] {
  const ratio = (operation: OperationName, to: string) => ratioOfTimes(results, operation, "ours", to);
  const refresh = results.rounds.find(
    ({ contestant, spaces }) => contestant === "ours" && spaces === promisedAt,
  )?.calls.refresh;
  const tokens = results.rounds
    .filter(({ contestant }) => contestant === "ours")
    .flatMap(({ calls }) => operations.map((operation) => calls[operation]["token"] ?? 0));
  const perSpace = refresh && ((refresh["query"] ?? 0) + (refresh["list"] ?? 0)) / promisedAt;
  const destroy = results.rounds.find(
    ({ contestant, spaces }) => contestant === "ours" && spaces === promisedAt,
  )?.calls.destroy;
  const beside =
    destroy && ["query", "list", "delete"].reduce((sum, call) => sum + (destroy[call] ?? 0), 0) / promisedAt;
  const bytesOf = (key: string) =>
    results.rounds.find(({ contestant, spaces }) => contestant === key && spaces === promisedAt)?.stateBytes;
  const [ownBytes, floorBytes] = [bytesOf("ours"), bytesOf("outputs")];
  const beyondLimit = (["up", "refresh", "destroy"] as const).flatMap((operation) => {
    const wall = wallOf(results, operation);
    return wall ? [(wall.oursMs - wall.paceMs) / 1_000] : [];
  });
  return [
    {
      what: "`up` of 300 to a do-nothing `pulumi.dynamic.Resource`",
      promised: 0.7,
      measured: ratio("up", "dynamic"),
    },
    { what: "`up` of 300 to the floor", promised: 1, measured: ratio("up", "floor") },
    { what: "`preview` of 300 to the floor", promised: 0.9, measured: ratio("preview", "floor") },
    {
      what: "`up` that changes nothing, 300, to the floor",
      promised: 0.9,
      measured: ratio("up again", "floor"),
    },
    { what: "`refresh` of 300 to the floor", promised: 1.25, measured: ratio("refresh", "floor") },
    {
      what: "`refresh` of 1,000 to the floor with the same inputs and outputs",
      promised: 1.25,
      measured: ratioOfTimes(results, "refresh", "ours", "outputs", many),
    },
    { what: "`destroy` of 300 to the floor", promised: 1.35, measured: ratio("destroy", "floor") },
    {
      what: "`destroy` of 300 with `forceDestroy` to the floor",
      promised: 1.15,
      measured: ratioOfTimes(results, "destroy", "forced", "floor"),
    },
    { what: "calls a space of a destroy of 300, beside the looks", promised: 1.05, measured: beside },
    {
      what: "seconds that an operation on 300 at 20 calls a second takes longer than the limit itself",
      promised: 2,
      measured: beyondLimit.length > 0 ? Math.max(...beyondLimit) : undefined,
    },
    { what: "calls a space of a refresh of 300", promised: 0.03, measured: perSpace },
    {
      what: "tokens a process, the most",
      promised: 1,
      measured: tokens.length > 0 ? Math.max(...tokens) : undefined,
    },
    {
      what: "seconds for 120 creates at 20 calls a second",
      promised: 8,
      measured: results.paced && Math.min(...results.paced.addingMs) / 1_000,
    },
    { what: "of these, throttled", promised: 0, measured: results.paced?.throttled },
    {
      what: "bytes of state to the floor with the same inputs and outputs",
      promised: 1.1,
      measured: ownBytes && floorBytes && ownBytes / floorBytes,
    },
    {
      what: "bytes of provider text",
      promised: 300,
      measured: results.rounds.find(({ contestant }) => contestant === "ours")?.textBytes,
    },
  ];
}

const targetsTable = (results: BenchResults): string =>
  table(
    ["", "at most", "measured", ""],
    targetsOf(results).map(({ what, promised, measured }) => [
      what,
      String(promised),
      measured === undefined ? "not measured" : String(Math.round(measured * 1_000) / 1_000),
      measured === undefined
        ? ""
        : measured <= promised
          ? "holds"
          : "**does not hold**; [why](#where-the-rest-of-the-time-goes)",
    ]),
  );

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

function duration(total: number): string {
  if (total < 120) return `${Math.round(total)} s`;
  return total < 7_200 ? `${Math.round(total / 60)} min` : `${(total / 3_600).toFixed(1)} h`;
}

function paperTable(results: BenchResults): string {
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

function paperLimit(results: BenchResults): string {
  const cost = engineCost(results, "up");
  if (!cost) return "";
  const from = Math.round(engineIsSlowerFrom(cost, 20) / 10) * 10;
  return `The curve through the floor's \`up\` is ${cost.fixed.toFixed(1)} s + ${(cost.each * 1_000).toFixed(1)} ms·n + ${(cost.growing * 1_000_000).toFixed(0)} µs·n². From about ${from.toLocaleString("en-US")} spaces on, one space more costs the engine longer than the 50 ms that DingTalk's pace takes.`;
}

async function chartsOf(results: BenchResults): Promise<Map<string, string>> {
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
