import { createRequire } from "node:module";
import path from "node:path";
import type { Finding } from "./finding";

export interface PackageFacts {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly "@pulumi/pulumi": string };
}

export interface Installed {
  /** Of Node, as `process.versions.node` gives it. */
  readonly node: string;
  /** Of the SDK that a program in this folder has; `undefined` if there is none. */
  readonly sdk: string | undefined;
  readonly ours: PackageFacts;
}

/** What is installed for a program in this folder. */
export function installedIn(folder: string): Installed {
  const ours = createRequire(__filename)("pulumi-dingtalk/package.json") as PackageFacts;
  return { node: process.versions.node, sdk: sdkIn(folder), ours };
}

function sdkIn(folder: string): string | undefined {
  try {
    const { version } = createRequire(path.join(folder, "package.json"))("@pulumi/pulumi/package.json") as {
      version?: unknown;
    };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the versions are those that this package is made for. */
export function versionFindings({ node, sdk, ours }: Installed): Finding[] {
  const [leastNode, leastSdk] = [least(ours.engines.node), least(ours.peerDependencies["@pulumi/pulumi"])];
  const nodeIsOld = isOlder(node, leastNode);
  return [
    {
      check: "package",
      mark: "ok",
      finding: `pulumi-dingtalk ${ours.version}`,
      facts: { version: ours.version },
    },
    {
      check: "Node",
      mark: nodeIsOld ? "wrong" : "ok",
      finding: `Node ${node}`,
      advice: nodeIsOld ? `Install Node ${leastNode} or newer.` : undefined,
      facts: { version: node, platform: process.platform },
    },
    sdkFinding(sdk, leastSdk),
  ];
}

function sdkFinding(sdk: string | undefined, leastSdk: string): Finding {
  const check = "Pulumi SDK";
  if (sdk === undefined)
    return {
      check,
      mark: "warning",
      finding: "no @pulumi/pulumi in this folder",
      advice:
        "Run the doctor in your program's folder, after npm install. A YAML or Python program needs none.",
    };
  const isOld = isOlder(sdk, leastSdk);
  return {
    check,
    mark: isOld ? "wrong" : "ok",
    finding: `@pulumi/pulumi ${sdk}`,
    advice: isOld ? `Install @pulumi/pulumi ${leastSdk} or newer.` : undefined,
    facts: { version: sdk },
  };
}

/** The least version that `>=22` or `^3.240.0` lets through. */
const least = (range: string): string => range.replace(/^\D+/, "");

function isOlder(version: string, leastVersion: string): boolean {
  const [have, need] = [version, leastVersion].map((text) => text.split(/[.-]/).map(Number));
  for (const [index, wanted] of (need ?? []).entries()) {
    const found = have?.[index] ?? 0;
    if (found !== wanted) return found < wanted;
  }
  return false;
}
