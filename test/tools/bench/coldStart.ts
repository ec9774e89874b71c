import { writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmulatorProcess } from "../commands/emulatorProcess";
import { pinnedNode } from "../engine/program";
import { expectSuccess } from "../engine/workspace";
import { latencyMs, type Contestant } from "./contestants";
import { openContestant, type Setting } from "./measure";
import type { ColdStart } from "./results";

/**
 * What Pulumi's host of dynamic resources does when it starts, step by step: loads the SDK, evaluates the
 * text in the state, and reads a resource. Three times on the clock, one a line.
 */
const host = `
  const { text, id, props } = JSON.parse(require("node:fs").readFileSync("bench-state.json", "utf8"));
  const now = () => performance.now();
  const started = now();
  require("@pulumi/pulumi");
  const loaded = now();
  const module = new (require("node:module"))("");
  module.paths = require("node:module")._nodeModulePaths(process.cwd());
  module._compile(text, "");
  const handler = module.exports.handler();
  const ready = now();
  (async () => {
    await handler.configure?.({ config: { get: () => undefined } });
    await handler.read(id, props);
    console.log(JSON.stringify([loaded - started, ready - loaded, now() - ready]));
    process.exit(0);
  })();
`;

/** How long a plugin takes until it can answer, again and again. */
export async function measureColdStarts(
  setting: Setting,
  contestants: readonly Contestant[],
  times: number,
): Promise<ColdStart[]> {
  const { execa } = await import("execa");
  const emulator = await startEmulatorProcess(["--latency", String(latencyMs), "--no-limits"]);
  const places: { result: ColdStart; start: () => Promise<number[]> }[] = [];
  const opened: { dispose: () => Promise<void> }[] = [];
  try {
    for (const contestant of contestants) {
      const env = { ...emulator.env, BENCH_SPACES: "1" };
      const workspace = await openContestant(setting, contestant, env);
      opened.push(workspace);
      await workspace.stackInit();
      expectSuccess(await workspace.up(["--skip-preview"]));
      const { deployment } = await workspace.exportState();
      const resource = deployment.resources?.find(
        ({ type }) => type.includes("dynamic:") || type.includes("dynamic/"),
      );
      const state = { text: resource?.inputs?.["__provider"], id: resource?.id, props: resource?.outputs };
      await writeFile(path.join(workspace.project, "bench-state.json"), JSON.stringify(state));
      places.push({
        result: { contestant: contestant.key, sdkMs: [], handlerMs: [], firstReadMs: [] },
        start: async () => {
          const { stdout } = await execa(pinnedNode(), ["--eval", host], {
            cwd: workspace.project,
            extendEnv: false,
            env: workspace.env,
          });
          return JSON.parse(stdout) as number[];
        },
      });
    }
    for (let time = 0; time < times; time += 1) {
      for (const { result, start } of time % 2 === 0 ? places : [...places].reverse()) {
        const [sdk = 0, handler = 0, firstRead = 0] = await start();
        result.sdkMs.push(Math.round(sdk));
        result.handlerMs.push(Math.round(handler * 10) / 10);
        result.firstReadMs.push(Math.round(firstRead));
      }
    }
    return places.map(({ result }) => result);
  } finally {
    for (const workspace of opened) await workspace.dispose();
    await emulator.stop();
  }
}
