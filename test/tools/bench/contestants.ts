import path from "node:path";

/** To every answer. Milliseconds. */
export const latencyMs = 50;

export interface Contestant {
  readonly key: string;
  /** As the page calls it. */
  readonly title: string;
  /** Its program; a folder of `contestants/`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it needs this package. */
  readonly installs: boolean;
}

const contestant = (key: string, title: string): Contestant => ({
  key,
  title,
  folder: path.join(__dirname, "contestants", key),
  env: {},
  installs: false,
});

/** This package, as TypeScript and JavaScript programs use it. */
export const ours: Contestant = { ...contestant("ours", "pulumi-dingtalk"), installs: true };

const outputs = contestant("outputs", "the floor with this package's inputs and outputs");

/** Who is measured, side by side. The floor is what the others are divided by. */
export const contestants: readonly Contestant[] = [
  ours,
  {
    ...ours,
    key: "forced",
    title: "pulumi-dingtalk with `forceDestroy`",
    env: { BENCH_FORCE_DESTROY: "1" },
  },
  { ...contestant("plugin", "pulumi-dingtalk, the native plugin"), installs: true },
  contestant("floor", "do-nothing resource, constant text (the floor)"),
  outputs,
  contestant("dynamic", "do-nothing pulumi.dynamic.Resource"),
  contestant("handwritten", "hand-written dynamic provider"),
  contestant("sdk", "dynamic provider on the official SDK"),
];

/** Whose start is measured: those whose provider is a text in the state. */
export const starters: readonly Contestant[] = contestants.filter(
  ({ key }) => !["forced", "plugin", "outputs"].includes(key),
);

/** Waits for the answers that an operation cannot do without, and does nothing else. */
export const waiting: Contestant = {
  ...outputs,
  key: "answers",
  title: "the same, waiting for the answers it takes",
  env: { BENCH_ANSWER_MS: String(latencyMs) },
};

/** The same for `forceDestroy`, where the guard does not ask. */
export const waitingForced: Contestant = {
  ...waiting,
  key: "answersForced",
  title: "the same, waiting for the answers it takes with `forceDestroy`",
  env: { ...waiting.env, BENCH_FORCE_DESTROY: "1" },
};

/** What lies between the floor and this package: each does what the one before does, and one thing more. */
export const steps: readonly Contestant[] = [outputs, waiting];

export const everybody: readonly Contestant[] = [...new Set([...contestants, ...steps, waitingForced])];
