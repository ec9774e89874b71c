export const operations = ["preview", "up", "up again", "refresh", "destroy"] as const;
export type OperationName = (typeof operations)[number];

/** One contestant's way through all operations, once. */
export interface Round {
  readonly contestant: string;
  readonly spaces: number;
  readonly ms: Record<OperationName, number>;
  /** Calls by API, tokens included. */
  readonly calls: Record<OperationName, Record<string, number>>;
  /** The state file after `up`, divided by the resources. */
  readonly stateBytes: number;
  /** The text that Pulumi stores with each resource, twice. */
  readonly textBytes: number;
  /** The most the plugin's process held in memory, by operation, where the system tells. */
  readonly peakBytes: Partial<Record<OperationName, number>>;
  /** This package's calls of the refresh, as its own record has them. Milliseconds. */
  readonly refreshCalls?: readonly { operation: string; startMs: number; durationMs: number }[];
}

/** Milliseconds, once for each time measured. */
export interface ColdStart {
  readonly contestant: string;
  /** Loading the SDK. */
  readonly sdkMs: number[];
  /** From the SDK loaded to the handler at hand. */
  readonly handlerMs: number[];
  /** From the handler at hand to the answer of a first read, the network's time included. */
  readonly firstReadMs: number[];
}

/** One way through all operations with the state in another place. */
export interface BackendRound extends Round {
  /** As the page calls it. */
  readonly backend: string;
}

export interface Paced {
  readonly spaces: number;
  readonly callsPerSecond: number;
  readonly throttled: number;
  /** From the first add call to the last one's answer, for each time measured. */
  readonly addingMs: readonly number[];
}

/** What `docs/performance.json` holds. */
export interface BenchResults {
  readonly machine: {
    readonly cores: number;
    readonly cpu: string;
    readonly memoryBytes: number;
    readonly node: string;
    readonly engine: string;
    readonly sdk: string;
  };
  readonly date: string;
  /** To every answer of the emulator. */
  readonly latencyMs: number;
  readonly rounds: readonly Round[];
  readonly coldStarts: readonly ColdStart[];
  readonly paced?: Paced;
  /** This package, held up by DingTalk's limits. */
  readonly limited?: readonly Round[];
  readonly backends?: readonly BackendRound[];
  /** When these were measured: they take long, and the rest is often measured without them. */
  readonly backendsDate?: string;
}

export interface Figure {
  readonly min: number;
  /** How much more the longest was, as a share of the shortest. */
  readonly spread: number;
  readonly times: number;
}

export function figureOf(values: readonly number[]): Figure | undefined {
  if (values.length === 0) return undefined;
  const min = Math.min(...values);
  return { min, spread: min === 0 ? 0 : Math.max(...values) / min - 1, times: values.length };
}

/** Each time that one was measured at one size. */
export const roundsOf = ({ rounds }: BenchResults, contestant: string, spaces: number): readonly Round[] =>
  rounds.filter((round) => round.contestant === contestant && round.spaces === spaces);

/** The least of a contestant's times for an operation at a size; `undefined` where it was not measured. */
export const timeOf = (
  results: BenchResults,
  contestant: string,
  spaces: number,
  operation: OperationName,
): Figure | undefined => figureOf(roundsOf(results, contestant, spaces).map(({ ms }) => ms[operation]));
