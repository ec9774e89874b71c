import type { Reporter } from "../dingtalk/http/reporter";

/** The only place that prints. The engine shows these lines with the resource or the stack. */
export function consoleReporter(): Reporter {
  const once = sayOnce();
  return {
    // eslint-disable-next-line no-console -- this is the reporter
    notice: (key, line) => once(key, () => console.log(`pulumi-dingtalk: ${line}`)),
    // eslint-disable-next-line no-console -- this is the reporter
    warn: (key, line) => once(key, () => console.error(`pulumi-dingtalk: warning: ${line}`)),
  };
}

/** Says each `key` once. */
export function sayOnce(): (key: string, say: () => void) => void {
  const said = new Set<string>();
  return (key, say) => {
    if (said.has(key)) return;
    said.add(key);
    say();
  };
}
