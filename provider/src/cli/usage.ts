import { readFile } from "node:fs/promises";
import { readTrace } from "./readTrace";
import { reportUsage } from "./usageReport";
import { usageText } from "./usageText";

export interface UsageRequest {
  /** The record that `DINGTALK_TRACE` has had written. */
  readonly file: string;
  readonly everyMs?: number | undefined;
}

/** What `npx pulumi-dingtalk usage` prints. */
export async function usage({ file, everyMs }: UsageRequest): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`read the record '${file}': ${reason(error)}. Give the file that DINGTALK_TRACE names.`);
  });
  const { calls, unreadable } = readTrace(text);
  if (calls.length === 0) {
    throw new Error(
      `read the record '${file}': no call is in it. Set DINGTALK_TRACE=${file} and run pulumi; a preview makes no call.`,
    );
  }
  const report = reportUsage(calls);
  const torn =
    unreadable === 0
      ? ""
      : `${unreadable} ${unreadable === 1 ? "line is" : "lines are"} torn: a process was killed.\n`;
  return usageText(report, everyMs) + torn;
}

const reason = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "it cannot be done";
