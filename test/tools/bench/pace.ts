import { readFile } from "node:fs/promises";
import path from "node:path";
import { readTrace } from "../../../provider/src/cli/readTrace";
import { reportUsage } from "../../../provider/src/cli/usageReport";
import { startEmulatorProcess } from "../commands/emulatorProcess";
import { expectSuccess } from "../engine/workspace";
import { contestants, latencyMs } from "./contestants";
import { openContestant, type Setting } from "./measure";
import type { Paced } from "./results";

/** 120 creates against DingTalk's own limit of 20 calls a second, which the emulator holds. */
export async function measurePace(setting: Setting, times: number): Promise<Paced> {
  const [ours] = contestants;
  if (ours?.key !== "ours") throw new Error("the first contestant should be this package");
  const spaces = 120;
  const addingMs: number[] = [];
  let throttled = 0;
  for (let time = 0; time < times; time += 1) {
    const emulator = await startEmulatorProcess(["--latency", String(latencyMs)]);
    const env = { ...emulator.env, BENCH_SPACES: String(spaces) };
    const workspace = await openContestant(setting, ours, env);
    try {
      const trace = path.join(workspace.root, "tmp", "trace.jsonl");
      await workspace.stackInit();
      expectSuccess(await workspace.up(["--skip-preview"], { env: { DINGTALK_TRACE: trace } }));
      const { calls } = readTrace(await readFile(trace, "utf8"));
      const adds = reportUsage(calls.filter(({ operation }) => operation === "add"));
      throttled += adds.total.throttled;
      addingMs.push(Math.round(adds.elapsedMs));
    } finally {
      await workspace.dispose();
      await emulator.stop();
    }
  }
  return { spaces, callsPerSecond: 20, throttled, addingMs };
}
