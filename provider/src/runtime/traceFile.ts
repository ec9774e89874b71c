import { appendFileSync } from "node:fs";
import type { Reporter } from "../dingtalk/http/reporter";
import type { Trace } from "../dingtalk/api/trace";

/**
 * The record of a run that `DINGTALK_TRACE=<file>` asks for: a line of JSON for each call, with the number of
 * the process that made it, added at once so that a killed run leaves its record too.
 */
export function traceFile(path: string | undefined, reporter: Reporter): Trace | undefined {
  if (!path) return undefined;
  return (record) => {
    try {
      appendFileSync(path, `${JSON.stringify({ ...record, pid: process.pid })}\n`, { mode: 0o600 });
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? "unknown";
      reporter.warn(
        "trace",
        `DINGTALK_TRACE: '${path}' cannot be written (${why}); the run goes on without a record.`,
      );
    }
  };
}
