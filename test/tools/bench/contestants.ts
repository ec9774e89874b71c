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
}

const contestant = (key: string, title: string): Contestant => ({
  key,
  title,
  folder: path.join(__dirname, "contestants", key),
  env: {},
});

/** Who is measured, side by side. The floor is what the others are divided by. */
export const contestants: readonly Contestant[] = [
  contestant("ours", "pulumi-dingtalk"),
  contestant("floor", "do-nothing resource, constant text (the floor)"),
  contestant("dynamic", "do-nothing pulumi.dynamic.Resource"),
  contestant("handwritten", "hand-written dynamic provider"),
  contestant("sdk", "dynamic provider on the official SDK"),
];

const outputs = contestant("outputs", "the floor with this package's inputs and outputs");

/** What lies between the floor and this package: each does what the one before does, and one thing more. */
export const steps: readonly Contestant[] = [
  outputs,
  {
    ...outputs,
    key: "answers",
    title: "the same, waiting for the answers it takes",
    env: { BENCH_ANSWER_MS: String(latencyMs) },
  },
];

export const everybody: readonly Contestant[] = [...contestants, ...steps];
