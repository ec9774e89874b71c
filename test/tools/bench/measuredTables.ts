import { contestants, steps, waiting } from "./contestants";
import {
  mebibytes,
  percent,
  promisedAt,
  ratioOfTimes,
  seconds,
  shown,
  sizesOf,
  table,
  titleOf,
  wallOf,
} from "./figures";
import {
  figureOf,
  operations,
  roundsOf,
  timeOf,
  type BenchResults,
  type Figure,
  type OperationName,
  type Round,
} from "./results";

/** `2.3 s ± 4 %, 1.05`: the shortest time, how much longer the longest was, and the ratio to the floor's. */
export function timesTable(results: BenchResults, spaces: number): string {
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

export function callsTables(results: BenchResults): string {
  return sizesOf(results)
    .map((spaces) => {
      const rows = ["ours", "handwritten", "sdk"].flatMap((key) => {
        const [round] = roundsOf(results, key, spaces);
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

export function limitedTable(results: BenchResults): string {
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

export function backendsTable({ backends = [] }: BenchResults): string {
  const [round] = backends;
  return table(
    [`seconds, ${round?.spaces ?? 0} spaces; state in`, ...operations],
    backends.map(({ backend, ms }) => [backend, ...operations.map((operation) => seconds(ms[operation]))]),
  );
}

export function weightTable(results: BenchResults): string {
  return table(
    [
      "",
      "provider text, bytes",
      "state a resource, bytes",
      `most memory of the plugin at ${promisedAt} spaces, MiB`,
    ],
    contestants.flatMap(({ key, title }) => {
      const rounds = roundsOf(results, key, promisedAt);
      const [round] = rounds;
      if (!round) return [];
      const peak = figureOf(rounds.map(({ peakBytes }) => Math.max(0, ...Object.values(peakBytes))));
      const memory = peak && peak.min > 0 ? mebibytes(peak.min) : "not told";
      return [[title, String(round.textBytes), String(round.stateBytes), memory]];
    }),
  );
}

export function coldStartTable({ coldStarts }: BenchResults): string {
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

export function pacedText({ paced }: BenchResults): string {
  if (!paced) return "";
  const { spaces, callsPerSecond, throttled, addingMs } = paced;
  const figure = figureOf(addingMs);
  return `${spaces} creates at ${callsPerSecond} calls a second took ${seconds(figure?.min ?? 0)} s from the first add call to the last answer (${figure?.times ?? 0} times, +${percent(figure?.spread ?? 0)}), and DingTalk's rule throttled ${throttled} of them.`;
}

/** From the floor to this package, a step a row. */
export function stepsTable(results: BenchResults): string {
  const row = (key: string): string[] => [
    titleOf(key),
    ...operations.map((operation) => {
      const figure = timeOf(results, key, promisedAt, operation);
      return shown(figure && figure.min / 1_000);
    }),
  ];
  const share = (operation: OperationName) => shown(ratioOfTimes(results, operation, "ours", waiting.key));
  return table(
    [`seconds, ${promisedAt} spaces`, ...operations],
    [
      ...["floor", ...steps.map(({ key }) => key), "ours"].map(row),
      ["this package to the row above it", ...operations.map((operation) => `**${share(operation)}**`)],
    ],
  );
}

/** Where the time of the quickest refresh goes that is not the engine's. */
export function profileText(results: BenchResults): string {
  const spaces = promisedAt;
  const round = roundsOf(results, "ours", spaces).reduce<Round | undefined>(
    (best, one) => (best && best.ms.refresh <= one.ms.refresh ? best : one),
    undefined,
  );
  const floor = timeOf(results, "floor", spaces, "refresh");
  const calls = round?.refreshCalls ?? [];
  const [first, last] = [calls[0], calls.at(-1)];
  if (!round || !floor || !first || !last) return "";
  const waits = calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const end = last.startMs + last.durationMs;
  const line = calls
    .map(({ operation, startMs, durationMs }) => `${operation} ${startMs}–${startMs + durationMs}`)
    .join(", ");
  return `A refresh of ${spaces} spaces took ${round.ms.refresh} ms, the floor's ${floor.min} ms. Its calls, in milliseconds from the start of the command: ${line}. So ${waits} ms of it are answers that are under way, ${calls.length} of them one after another; the floor waits for none. The token's time includes loading got. Between the calls lie ${end - first.startMs - waits} ms: reads are gathered, and the engine takes what has come. After the last one the engine takes ${round.ms.refresh - end} ms to end. What the engine does with one page's spaces is done while the next page is under way.`;
}
