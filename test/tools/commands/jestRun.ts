import { readFile } from "node:fs/promises";
import path from "node:path";
import { elapsed } from "../engine/progress";
import { modules, ROOT } from "../engine/program";

export interface Tally {
  passed: number;
  failed: number;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  /** Test files that did not get as far as their tests. */
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; startTime: number; endTime: number }[];
}

/** How many of the slowest test files are named after a run. */
const SLOWEST = 12;

/** Runs some of jest's projects and counts their tests. What jest says goes to stderr. */
export async function runJest(
  projects: readonly string[],
  args: readonly string[],
  env: Record<string, string>,
  scratch: string,
): Promise<Tally> {
  const { execa } = await import("execa");
  const report = path.join(scratch, `${projects.join("-")}.json`);
  const jest = path.join(modules, "jest", "bin", "jest.js");
  const all = [jest, "--selectProjects", ...projects, "--json", `--outputFile=${report}`, ...args];
  const { exitCode } = await execa(process.execPath, all, {
    cwd: ROOT,
    // got and execa are ES modules.
    env: { NODE_OPTIONS: "--experimental-vm-modules --disable-warning=ExperimentalWarning", ...env },
    stdio: ["ignore", 2, 2],
    reject: false,
  });
  const counts = await read(report);
  if (counts === undefined) {
    process.stderr.write(`jest ended with ${exitCode ?? "a signal"} and no report.\n`);
    return { passed: 0, failed: 1 };
  }
  showSlowest(counts);
  if (counts.numPendingTests > 0) process.stderr.write(`${counts.numPendingTests} tests were skipped.\n`);
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  return { passed: counts.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function showSlowest({ testResults }: JestReport): void {
  const files = testResults.map(({ name, startTime, endTime }) => ({ name, ms: endTime - startTime }));
  const slowest = files.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  process.stderr.write("The slowest test files:\n");
  for (const { name, ms } of slowest)
    process.stderr.write(`${elapsed(ms).padStart(9)}  ${path.relative(ROOT, name)}\n`);
}

async function read(report: string): Promise<JestReport | undefined> {
  try {
    return JSON.parse(await readFile(report, "utf8")) as JestReport;
  } catch {
    return undefined;
  }
}
