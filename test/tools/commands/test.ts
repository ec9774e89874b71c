/** `npm test`: everything, or the steps that are named. Goes on after a failure; its last line is the sum. */
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findEngine } from "../engine/engine";
import { ONCE } from "../engine/once";
import { killProcessesOf } from "../engine/processes";
import { elapsed } from "../engine/progress";
import { ROOT } from "../engine/program";
import { runJest, type Tally } from "./jestRun";

const BUILD = "build";
const TOOLS = { format: "format:check", lint: "lint", types: "typecheck" } as const;
const QUICK = ["unit", "contract", "docs"];
const ENGINE = ["lifecycle", "faults"];
/** What takes long, and the languages whose hosts are built first. Run if they are named, or with --all. */
const NIGHTLY = ["scenarios", "languages"];
const NAMES = [BUILD, ...Object.keys(TOOLS), ...QUICK, ...ENGINE, ...NIGHTLY];

/** These, the fault matrix through the real engine and 20 kills, beside what is always run. */
const ALL = "--all";
const PATIENT = [`--maxWorkers=${Math.max(2, os.availableParallelism())}`, "--testTimeout=240000"];

interface Row extends Tally {
  name: string;
  ms: number;
}

const rows: Row[] = [];

async function main(args: readonly string[]): Promise<void> {
  const chosen = args.filter((arg) => NAMES.includes(arg));
  const patterns = args.filter((arg) => !NAMES.includes(arg) && arg !== ALL);
  const wants = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
  const scratch = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-test-"));
  const workspaces = path.join(scratch, "workspaces");
  // A thousand runs of the engine load the same modules: Node compiles them once.
  const compiled = path.join(scratch, "compiled");
  // Several processes pack the provider and make empty stacks: each is made once.
  const shared = path.join(scratch, "once");
  cleanUpOnSignal(scratch);

  try {
    await mkdir(workspaces);
    await mkdir(shared);
    await step(BUILD, () => runScript(BUILD));
    // Each uses one core: two go on side by side.
    const { lint, ...others } = TOOLS;
    const check = async (tools: Readonly<Record<string, string>>) => {
      for (const [name, script] of Object.entries(tools))
        if (wants(name)) await step(name, () => runScript(script));
    };
    await Promise.all([check({ lint }), check(others)]);
    const quick = QUICK.filter(wants);
    const wantsNightly = (name: string): boolean =>
      chosen.includes(name) || (args.includes(ALL) && wants(name));
    const slow = [...ENGINE.filter(wants), ...NIGHTLY.filter(wantsNightly)];
    const env = {
      PULUMI_DINGTALK_TMP: workspaces,
      NODE_COMPILE_CACHE: compiled,
      [ONCE]: shared,
      ...(args.includes(ALL) ? { PULUMI_DINGTALK_ALL: "1" } : {}),
    };
    // Where no engine can be had the tests that need one must fail soon, not each try to build it.
    const found = quick.includes("contract") || slow.length > 0 ? await step("engine", showEngine) : true;
    const jestEnv = found ? env : { ...env, PULUMI_DINGTALK_ENGINE: "cache" };
    // Together: while one waits for an engine another computes.
    const projects = [...quick, ...slow];
    if (projects.length > 0) {
      const options = slow.length > 0 ? PATIENT : [];
      await tally(projects.join(", "), () => runJest(projects, [...options, ...patterns], jestEnv, scratch));
    }
    await step("nothing left behind", () => isClean(workspaces));
  } finally {
    await cleanUp(scratch);
  }
}

async function tally(name: string, work: () => Promise<Tally>): Promise<Row> {
  process.stderr.write(`\n=== ${name}\n`);
  const started = Date.now();
  const counted = await work().catch((error: unknown): Tally => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1 };
  });
  const row = { name, ...counted, ms: Date.now() - started };
  rows.push(row);
  return row;
}

/** A step that is not jest's counts as one test. */
async function step(name: string, work: () => Promise<boolean>): Promise<boolean> {
  const one = async (): Promise<Tally> =>
    (await work()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return (await tally(name, one)).failed === 0;
}

async function runScript(script: string): Promise<boolean> {
  const { execa } = await import("execa");
  const { exitCode } = await execa("npm", ["run", "--silent", script], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    reject: false,
  });
  return exitCode === 0;
}

async function showEngine(): Promise<boolean> {
  const { bin, version, source } = await findEngine();
  process.stderr.write(`Pulumi v${version} (${source}) from ${bin}\n`);
  return true;
}

/** Every workspace of the tests lies in this folder until it is disposed of. */
async function isClean(workspaces: string): Promise<boolean> {
  const processes = await killProcessesOf(workspaces);
  const folders = (await readdir(workspaces, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  if (processes > 0) process.stderr.write(`${processes} processes were left running.\n`);
  for (const { name } of folders) process.stderr.write(`${name} was left in the temporary folder.\n`);
  return processes === 0 && folders.length === 0;
}

async function cleanUp(scratch: string): Promise<void> {
  await killProcessesOf(scratch);
  await rm(scratch, { recursive: true, force: true });
}

function cleanUpOnSignal(scratch: string): void {
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void cleanUp(scratch).finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
    });
  }
}

function report(): void {
  const sum = (field: "passed" | "failed"): number => rows.reduce((total, row) => total + row[field], 0);
  console.log();
  for (const { name, passed, failed, ms } of rows) {
    console.log(
      `${failed === 0 ? "ok    " : "FAILED"}  ${name.padEnd(42)} ${passed} passed, ${failed} failed  ${elapsed(ms)}`,
    );
  }
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

void main(process.argv.slice(2))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    rows.push({ name: "npm test", passed: 0, failed: 1, ms: 0 });
  })
  .finally(report);
