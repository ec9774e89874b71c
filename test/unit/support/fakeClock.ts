import type { Reporter } from "../../../provider/src/dingtalk/reporter";
import { settle, VirtualClock } from "../../bench/simulation/virtualClock";

/** Time that passes only when a test says so. */
export class FakeClock extends VirtualClock {
  /** Lets time pass, waking who sleeps in the order of their times. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    while (this.wakeNext(end)) await settle();
    this.time = end;
  }
}

/** A reporter that keeps its lines. */
export function keepingReporter(): Reporter & { lines: Map<string, string> } {
  const lines = new Map<string, string>();
  const keep = (key: string, line: string) => void lines.set(key, line);
  return { lines, notice: keep, warn: keep };
}
