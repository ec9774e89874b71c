import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { readTrace } from "../../../provider/src/cli/readTrace";
import { startEmulatorProcess, type EmulatorProcess } from "../commands/emulatorProcess";
import type { Engine } from "../engine/engine";
import { expectSuccess, Workspace } from "../engine/workspace";
import { latencyMs, type Contestant } from "./contestants";
import type { OperationName, Round } from "./results";

export interface Setting {
  readonly engine: Engine;
  /** The packed provider, as users install it. */
  readonly tarball: string;
}

/** Opens a contestant's program against an emulator of its own. */
export async function openContestant(
  { engine, tarball }: Setting,
  { folder, installs, env: own }: Contestant,
  env: Record<string, string>,
): Promise<Workspace> {
  return Workspace.open({
    engine,
    program: { folder },
    installation: installs ? { tarball } : "none",
    env: { ...env, ...own },
    timeoutMs: 1_800_000,
  });
}

export interface Circumstances {
  /** DingTalk's limits, which the emulator then holds. @default false */
  readonly limits?: boolean;
  /** Where the engine keeps its state. @default a folder */
  readonly backend?: Readonly<Record<string, string>>;
}

/** One way through preview, up, up again, refresh, destroy. */
export async function measure(
  setting: Setting,
  contestant: Contestant,
  spaces: number,
  { limits = false, backend = {} }: Circumstances = {},
): Promise<Round> {
  // The comparison is about what everybody does with a call, not about DingTalk's limits: only we keep to them.
  const emulator = await startEmulatorProcess([
    ...["--latency", String(latencyMs), ...(limits ? [] : ["--no-limits"])],
    // Pages hold what the contestants made, and nothing else.
    "--no-all-staff-folder",
  ]);
  const pace: Record<string, string> = limits ? {} : { DINGTALK_CALLS_PER_SECOND: "1000" };
  const env = { ...emulator.env, ...backend, ...pace, BENCH_SPACES: String(spaces) };
  const workspace = await openContestant(setting, contestant, env);
  try {
    await workspace.stackInit();
    const ms = {} as Round["ms"];
    const calls = {} as Round["calls"];
    const peakBytes: Round["peakBytes"] = {};
    const trace = path.join(workspace.root, "tmp", "trace.jsonl");
    let refreshCalls: Round["refreshCalls"] = [];
    let state = { stateBytes: 0, textBytes: 0 };
    const run: Record<OperationName, () => ReturnType<Workspace["up"]>> = {
      preview: () => workspace.preview(),
      up: () => workspace.up(["--skip-preview"]),
      "up again": () => workspace.up(["--skip-preview"]),
      refresh: () => workspace.refresh(["--skip-preview"], { env: { DINGTALK_TRACE: trace } }),
      destroy: () => workspace.destroy(["--skip-preview"]),
    };
    for (const [name, begin] of Object.entries(run) as [OperationName, () => ReturnType<Workspace["up"]>][]) {
      const before = await callsOf(emulator);
      const memory = watchMemory(workspace);
      const started = Date.now();
      const result = expectSuccess(await begin().finally(() => memory.stop()));
      const peak = memory.peak();
      if (peak !== undefined) peakBytes[name] = peak;
      ms[name] = Math.round(result.ms);
      calls[name] = difference(before, await callsOf(emulator));
      checkChanges(name, result.changes, spaces);
      if (name === "refresh") refreshCalls = await recorded(trace, started);
      if (name === "up") state = await stateFigures(workspace, spaces);
    }
    const profile = refreshCalls.length > 0 ? { refreshCalls } : {};
    return { contestant: contestant.key, spaces, ms, calls, peakBytes, ...state, ...profile };
  } finally {
    await workspace.dispose();
    await emulator.stop();
  }
}

/** The calls that this package has recorded; nobody else does. */
async function recorded(trace: string, started: number): Promise<NonNullable<Round["refreshCalls"]>> {
  const { calls } = readTrace(await readFile(trace, "utf8").catch(() => ""));
  return calls.map(({ operation, time, durationMs }) => ({
    operation,
    startMs: Date.parse(time) - started,
    durationMs,
  }));
}

/** A contestant that did not do what it was measured for has won nothing. */
function checkChanges(name: OperationName, changes: Record<string, number>, spaces: number): void {
  const done = { preview: "create", up: "create", "up again": "same", refresh: undefined, destroy: "delete" }[
    name
  ];
  if (done !== undefined && (changes[done] ?? 0) < spaces) {
    throw new Error(`${name}: not every resource came to '${done}': ${JSON.stringify(changes)}`);
  }
}

async function callsOf(emulator: EmulatorProcess): Promise<Record<string, number>> {
  const { byApi } = await emulator.calls();
  return Object.fromEntries(Object.entries(byApi).map(([api, { calls }]) => [api, calls]));
}

const difference = (before: Record<string, number>, after: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after)
      .map(([api, calls]) => [api, calls - (before[api] ?? 0)] as const)
      .filter(([, calls]) => calls > 0),
  );

async function stateFigures(
  workspace: Workspace,
  spaces: number,
): Promise<Pick<Round, "stateBytes" | "textBytes">> {
  const files = await workspace.stateFiles();
  const [state] = [...files].flatMap(([file, text]) => (/stacks.*[\\/]test\.json$/.test(file) ? [text] : []));
  const { deployment } = await workspace.exportState();
  const text = deployment.resources?.find(({ type }) => type.includes("dynamic"))?.inputs?.["__provider"];
  return {
    stateBytes: Math.round(Buffer.byteLength(state ?? "") / spaces),
    textBytes: Buffer.byteLength(typeof text === "string" ? text : JSON.stringify(text ?? "")),
  };
}

/** Looks now and then how much the plugin's process has ever held; only Linux tells. */
function watchMemory(workspace: Workspace): { stop: () => void; peak: () => number | undefined } {
  let peak: number | undefined;
  const look = (): void => {
    for (const pid of workspace.processes()) {
      const bytes = peakOfPlugin(pid);
      if (bytes !== undefined) peak = Math.max(peak ?? 0, bytes);
    }
  };
  const timer = process.platform === "linux" ? setInterval(look, 400) : undefined;
  return { stop: () => clearInterval(timer), peak: () => peak };
}

function peakOfPlugin(pid: number): number | undefined {
  try {
    const command = readFileSync(path.join("/proc", String(pid), "cmdline"), "utf8");
    if (!/dynamic-provider|pulumi-resource-dingtalk/.test(command)) return undefined;
    const status = readFileSync(path.join("/proc", String(pid), "status"), "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  } catch {
    return undefined; // It has ended meanwhile.
  }
}
