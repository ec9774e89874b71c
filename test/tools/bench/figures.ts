import { everybody } from "./contestants";
import { figureOf, timeOf, type BenchResults, type OperationName } from "./results";

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

export const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0);

export const shown = (value: number | undefined): string => value?.toFixed(2) ?? "not measured";

export const titleOf = (key: string): string => everybody.find((one) => one.key === key)?.title ?? key;

export const sizesOf = ({ rounds }: BenchResults): number[] =>
  [...new Set(rounds.map(({ spaces }) => spaces))].sort((a, b) => a - b);

/** The size that the promises are about. */
export const promisedAt = 300;

/** Where the engine's own work is most of it. */
export const many = 1_000;

/** DingTalk's limit for each of an app's APIs. */
const callsPerSecond = 20;

/** One's shortest time to another's. */
export function ratioOfTimes(
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

export function wallOf(results: BenchResults, operation: OperationName): Wall | undefined {
  const rounds = results.limited ?? [];
  const [round] = rounds;
  const figure = figureOf(rounds.map(({ ms }) => ms[operation]));
  const floor = timeOf(results, "floor", promisedAt, operation);
  if (!round || !figure || !floor) return undefined;
  // The limit is each API's own.
  const paceMs = (Math.max(0, ...Object.values(round.calls[operation])) / callsPerSecond) * 1_000;
  return { floorMs: floor.min, paceMs, wallMs: Math.max(floor.min, paceMs), oursMs: figure.min };
}
