import type { Reporter } from "../dingtalk/reporter";

/** The only place that prints. The engine shows these lines with the resource or the stack. */
export function consoleReporter(): Reporter {
  const said = new Set<string>();
  const once = (key: string, say: () => void) => {
    if (said.has(key)) return;
    said.add(key);
    say();
  };
  return {
    // eslint-disable-next-line no-console -- this is the reporter
    notice: (key, line) => once(key, () => console.log(`pulumi-dingtalk: ${line}`)),
    // eslint-disable-next-line no-console -- this is the reporter
    warn: (key, line) => once(key, () => console.error(`pulumi-dingtalk: warning: ${line}`)),
  };
}
