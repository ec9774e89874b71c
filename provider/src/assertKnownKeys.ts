import * as pulumi from "@pulumi/pulumi";
import { inputNames } from "./provider";
import { runError } from "./runError";
import type * as unknownKeyModule from "./runtime/unknownKey";

/** What else may stand under `dingtalk:`: the plugin's operator, and what the engine itself reads there. */
const others = ["unionId", "version", "pluginDownloadURL"];

/**
 * Refuses a key of the stack configuration that nothing reads: a misspelt one would leave the environment's value in its place.
 *
 * @internal
 */
export function assertKnownKeys(what: string): void {
  const keys = Object.keys(pulumi.runtime.allConfig());
  const known = new Set([...inputNames, ...others].map((name) => `dingtalk:${name}`));
  if (!keys.some((key) => key.startsWith("dingtalk:") && !known.has(key))) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is such a key
  const { unknownKeyProblem } = require("./runtime/unknownKey") as typeof unknownKeyModule;
  const problem = unknownKeyProblem(keys, [...inputNames, ...others], pulumi.getProject());
  if (problem !== undefined) throw runError(`${what}: ${problem}`);
}
