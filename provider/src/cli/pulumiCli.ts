import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { oneLine } from "../dingtalk/http/text";

/** Runs the Pulumi CLI in the current folder and returns what it prints. */
export type RunPulumi = (args: readonly string[]) => Promise<string>;

export const runPulumi: RunPulumi = async (args) =>
  (await promisify(execFile)("pulumi", [...args], { encoding: "utf8", maxBuffer: Infinity })).stdout;

/** Why it did not run, or what it said; an empty text if it said nothing. */
export function failureOf(error: unknown): { readonly isMissing: boolean; readonly said: string } {
  const { code, stderr } = error as { code?: unknown; stderr?: unknown };
  const said = typeof stderr === "string" ? oneLine(stderr.replace(/^error: /, "")) : "";
  return { isMissing: code === "ENOENT", said };
}
