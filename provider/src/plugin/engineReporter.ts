import type { Reporter } from "../dingtalk/http/reporter";
import { consoleReporter, sayOnce } from "../runtime/reporter";
import type { PluginDependencies } from "./createService";
import { EngineClient, grpc, LogRequest, LogSeverity } from "./sdk";

/** As long as the engine may take to note a line. Milliseconds. */
const LOG_MS = 2_000;

/**
 * Says lines to the engine at this address, which hides what a plugin prints. They stand with the stack. A line that
 * the engine does not take is no reason to fail. Without an address the lines are printed.
 */
export function engineReporter(
  address: string | undefined,
): Pick<PluginDependencies, "reporter" | "settled"> {
  if (address === undefined) return { reporter: consoleReporter(), settled: () => Promise.resolve() };
  const engine = new EngineClient(address, grpc.credentials.createInsecure());
  const once = sayOnce();
  const underWay = new Set<Promise<void>>();
  const say = (severity: (typeof LogSeverity)["INFO" | "WARNING"], line: string) => {
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(`pulumi-dingtalk: ${line}`);
    const said = new Promise<void>((resolve) => {
      const options = { deadline: Date.now() + LOG_MS };
      engine.log(request, new grpc.Metadata(), options, () => resolve());
    });
    underWay.add(said);
    void said.then(() => underWay.delete(said));
  };
  const reporter: Reporter = {
    notice: (key, line) => once(key, () => say(LogSeverity.INFO, line)),
    warn: (key, line) => once(key, () => say(LogSeverity.WARNING, line)),
  };
  return { reporter, settled: () => Promise.all(underWay) };
}
