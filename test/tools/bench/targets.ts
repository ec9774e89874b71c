import { waiting, waitingForced, type Contestant } from "./contestants";
import { many, promisedAt, ratioOfTimes, table, wallOf } from "./figures";
import { engineCost } from "./paperModel";
import { operations, roundsOf, type BenchResults, type OperationName } from "./results";

interface Target {
  readonly what: string;
  readonly promised: number;
  readonly measured: number | undefined;
  /** What a program that only waits comes to, where that can be said. */
  readonly waiting?: number | undefined;
}

interface RatioOptions {
  readonly spaces?: number;
  readonly one?: string;
  readonly waits?: Contestant;
}

/** The promises that can be held against these figures. */
function targetsOf(results: BenchResults): Target[] {
  /** A time of this package to another's, and how it would be if this package only waited. */
  const ratio = (
    operation: OperationName,
    to: string,
    { spaces = promisedAt, one = "ours", waits = waiting }: RatioOptions = {},
  ) => ({
    measured: ratioOfTimes(results, operation, one, to, spaces),
    waiting: ratioOfTimes(results, operation, waits.key, to, spaces),
  });
  /** The most calls of these that any round made, for each space. */
  const callsPerSpace = (operation: OperationName, apis: readonly string[]) => {
    const counts = roundsOf(results, "ours", promisedAt).map(({ calls }) =>
      apis.reduce((sum, api) => sum + (calls[operation][api] ?? 0), 0),
    );
    return counts.length > 0 ? Math.max(...counts) / promisedAt : undefined;
  };
  const tokens = results.rounds
    .filter(({ contestant }) => contestant === "ours")
    .flatMap(({ calls }) => operations.map((operation) => calls[operation]["token"] ?? 0));
  const bytesOf = (key: string) => roundsOf(results, key, promisedAt)[0]?.stateBytes;
  const [ownBytes, floorBytes] = [bytesOf("ours"), bytesOf("outputs")];
  const beyondLimit = (["up", "refresh", "destroy"] as const).flatMap((operation) => {
    const wall = wallOf(results, operation);
    return wall ? [{ operation, seconds: (wall.oursMs - wall.paceMs) / 1_000 }] : [];
  });
  const [longest] = beyondLimit.sort((a, b) => b.seconds - a.seconds);
  return [
    {
      what: "`up` of 300 to a do-nothing `pulumi.dynamic.Resource`",
      promised: 0.7,
      ...ratio("up", "dynamic"),
    },
    { what: "`up` of 300 to the floor", promised: 1, ...ratio("up", "floor") },
    { what: "`preview` of 300 to the floor", promised: 0.9, ...ratio("preview", "floor") },
    {
      what: "`up` that changes nothing, 300, to the floor",
      promised: 0.9,
      ...ratio("up again", "floor"),
    },
    { what: "`refresh` of 300 to the floor", promised: 1.25, ...ratio("refresh", "floor") },
    {
      what: "`refresh` of 1,000 to the floor with the same inputs and outputs",
      promised: 1.25,
      ...ratio("refresh", "outputs", { spaces: many }),
    },
    { what: "`destroy` of 300 to the floor", promised: 1.35, ...ratio("destroy", "floor") },
    {
      what: "`destroy` of 300 with `forceDestroy` to the floor",
      promised: 1.15,
      ...ratio("destroy", "floor", { one: "forced", waits: waitingForced }),
    },
    {
      what: "calls a space of a destroy of 300, beside the looks, the most",
      promised: 1.05,
      measured: callsPerSpace("destroy", ["query", "list", "delete"]),
    },
    {
      what: "seconds that an operation on 300 at 20 calls a second takes longer than the limit itself",
      promised: 2,
      measured: longest?.seconds,
      // What the engine takes with no resource at all.
      waiting: longest && engineCost(results, longest.operation)?.fixed,
    },
    {
      what: "calls a space of a refresh of 300, the most",
      promised: 0.03,
      measured: callsPerSpace("refresh", ["query", "list"]),
    },
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

const rounded = (value: number): string => String(Math.round(value * 1_000) / 1_000);

export const targetsTable = (results: BenchResults): string =>
  table(
    ["", "at most", "only waiting", "measured", ""],
    targetsOf(results).map(({ what, promised, measured, waiting: waits }) => [
      what,
      String(promised),
      waits === undefined ? "" : rounded(waits),
      measured === undefined ? "not measured" : rounded(measured),
      measured === undefined
        ? ""
        : measured <= promised
          ? "holds"
          : "**does not hold**; [why](#where-the-rest-of-the-time-goes)",
    ]),
  );
