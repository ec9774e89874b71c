import path from "node:path";

export interface Contestant {
  readonly key: string;
  /** As the page calls it. */
  readonly title: string;
  /** Its program; a folder of `contestants/`. */
  readonly folder: string;
}

const contestant = (key: string, title: string): Contestant => ({
  key,
  title,
  folder: path.join(__dirname, "contestants", key),
});

/** Who is measured, side by side. The floor is what the others are divided by. */
export const contestants: readonly Contestant[] = [
  contestant("ours", "pulumi-dingtalk"),
  contestant("floor", "do-nothing resource, constant text (the floor)"),
  contestant("dynamic", "do-nothing pulumi.dynamic.Resource"),
  contestant("handwritten", "hand-written dynamic provider"),
  contestant("sdk", "dynamic provider on the official SDK"),
];
