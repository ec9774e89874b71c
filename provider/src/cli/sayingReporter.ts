import type { Reporter } from "../dingtalk/http/reporter";

/** What a command has to report, as lines beside what it prints. */
export const sayingReporter = (say: (line: string) => void): Reporter => ({
  notice: (_, line) => say(line),
  warn: (_, line) => say(`warning: ${line}`),
});
