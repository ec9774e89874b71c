import type { Reporter } from "../../provider/src/dingtalk/http/reporter";

export interface QuietReporter extends Reporter {
  /** What was said, by its key. */
  readonly lines: Map<string, string>;
}

/** A reporter that prints nothing and keeps its lines. */
export function quietReporter(): QuietReporter {
  const lines = new Map<string, string>();
  const keep = (key: string, line: string) => void lines.set(key, line);
  return { lines, notice: keep, warn: keep };
}
