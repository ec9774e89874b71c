/** `npm start`: an example in the real engine, against the emulator or, with `--live`, DingTalk. */
import path from "node:path";
import { parseArgs } from "node:util";
import { findEngine } from "../engine/engine";
import { ROOT } from "../engine/program";
import { Workspace, type OperationResult } from "../engine/workspace";
import { startEmulatorProcess, type EmulatorProcess } from "./emulatorProcess";

/** Examples that run against a fresh emulator, and the configuration that each asks for. */
const EXAMPLES: Readonly<Record<string, (unionId: string) => Record<string, string>>> = {
  quickstart: () => ({}),
  department: () => ({ head: "user1" }),
  "space-per-team": (unionId) => ({ unionId }),
  "capacity-gate": (unionId) => ({ unionId }),
  pipelines: () => ({}),
  "unit-tested": (unionId) => ({ unionId }),
};

const LIVE_NEEDS = ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET", "DINGTALK_CORP_ID", "DINGTALK_UNION_ID"];

/** What a live run hands on to the program, beside all that begins with DINGTALK_. */
const NETWORK = ["HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"];

class Interrupted extends Error {}

const STEPS: { title: string; run(workspace: Workspace): Running }[] = [
  {
    title: "pulumi preview: what would be made. No space is touched.",
    run: (workspace) => workspace.preview([], { show: true }),
  },
  {
    title: "pulumi up: the space is made, and the organization's storage is read.",
    run: (workspace) => workspace.up(["--skip-preview"], { show: true }),
  },
  {
    title: "pulumi up once more: nothing has changed, so nothing is done.",
    run: (workspace) => workspace.up(["--expect-no-changes"], { show: true }),
  },
  {
    title: "pulumi refresh: what DingTalk has is compared with the state.",
    run: (workspace) => workspace.refresh(["--skip-preview"], { show: true }),
  },
];

type Running = ReturnType<Workspace["up"]>;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { live: { type: "boolean" } },
    allowPositionals: true,
  });
  const live = values.live === true;
  const [name = "quickstart", ...more] = positionals;
  const exampleConfig = EXAMPLES[name];
  if (exampleConfig === undefined || more.length > 0) {
    throw new Error(
      `start: there is no example '${positionals.join(" ")}' to show. There are ${Object.keys(EXAMPLES).join(", ")}.`,
    );
  }
  if (live && name !== "quickstart")
    throw new Error("start --live: only the quickstart runs against DingTalk.");
  if (live) checkLive();
  const engine = await findEngine();
  console.log(`Pulumi v${engine.version} (${engine.source}) from ${engine.bin}`);

  const interrupt = interruption();
  const emulator = live ? undefined : await startEmulatorProcess();
  let workspace: Workspace | undefined;
  try {
    const env = emulator?.env ?? liveEnvironment();
    if (emulator !== undefined) console.log(`The emulator answers at ${env["DINGTALK_ENDPOINT"] ?? ""}.`);
    const config = live
      ? { "quickstart:spaceName": `pulumi-dingtalk ${new Date().toISOString()}` }
      : exampleConfig(env["DINGTALK_UNION_ID"] ?? "");
    const program = { folder: path.join(ROOT, "examples", name) };
    workspace = await Workspace.open({ engine, program, env, config, detached: true });
    await workspace.stackInit();
    await show(workspace, live, interrupt);
    if (emulator !== undefined) await showCalls(emulator);
  } finally {
    await workspace?.dispose();
    await emulator?.stop();
  }
}

function checkLive(): void {
  const missing = LIVE_NEEDS.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) throw new Error(`start --live: set ${missing.join(", ")} in the environment.`);
  console.log(
    "This makes a real space in DingTalk Drive, under a name of its own, and deletes it at the end.",
  );
}

function liveEnvironment(): Record<string, string> {
  const wanted = ([name, value]: [string, string | undefined]): boolean =>
    value !== undefined && (name.startsWith("DINGTALK_") || NETWORK.includes(name));
  return Object.fromEntries(Object.entries(process.env).filter(wanted)) as Record<string, string>;
}

/** Aborts with the first signal that asks this process to end; npm and the terminal may both send one. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      controller.abort(new Interrupted("Interrupted; cleaning up."));
    });
  }
  return controller.signal;
}

/** Runs the steps. What they made in DingTalk is destroyed however they end; an emulator just ends. */
async function show(workspace: Workspace, live: boolean, interrupt: AbortSignal): Promise<void> {
  let problem: unknown;
  try {
    for (const [index, step] of STEPS.entries()) {
      heading(`${index + 1}. ${step.title}`);
      await finish(step.run(workspace), interrupt);
    }
  } catch (error) {
    problem = error;
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof Interrupted && !live) throw error;
  }
  heading(`${STEPS.length + 1}. pulumi destroy: the space is deleted.`);
  await finish(workspace.destroy(["--skip-preview"], { show: true }));
  if (problem !== undefined)
    throw new Error("the example did not run to its end; see above.", { cause: problem });
}

/** Waits for a run of the engine; an interruption is handed to it once, so that it ends as it should. */
async function finish(running: Running, signal?: AbortSignal): Promise<OperationResult> {
  const interrupt = (): void => {
    running.kill("SIGINT");
  };
  signal?.throwIfAborted();
  signal?.addEventListener("abort", interrupt, { once: true });
  const result = await running;
  signal?.removeEventListener("abort", interrupt);
  signal?.throwIfAborted();
  if (result.code !== 0) throw new Error(`pulumi ended with ${result.code ?? result.signal ?? "nothing"}.`);
  return result;
}

async function showCalls(emulator: EmulatorProcess): Promise<void> {
  const { byApi, counted, tokensIssued } = await emulator.calls();
  heading("The calls that were made");
  for (const [api, { calls }] of Object.entries(byApi)) {
    if (calls > 0) console.log(`${String(calls).padStart(5)}  ${api}`);
  }
  console.log(
    `${String(counted).padStart(5)}  counted against the month's quota; tokens issued: ${tokensIssued}`,
  );
}

function heading(text: string): void {
  console.log(`\n=== ${text}\n`);
}

main().catch((error: unknown) => {
  const interrupted = [error, (error as Error).cause].some((one) => one instanceof Interrupted);
  if (!(error instanceof Interrupted)) console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = interrupted ? 130 : 1;
});
