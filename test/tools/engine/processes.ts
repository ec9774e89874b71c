import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Set in the environment of all that a workspace starts: the engine gives its plugins groups of their own. */
export const MARK = "PULUMI_DINGTALK_WORKSPACE";

/** The live processes started under a folder: those whose mark is the folder or lies in it. */
export function processesOf(folder: string): number[] {
  const isOurs = (mark: string): boolean => mark === folder || mark.startsWith(folder + path.sep);
  const found = process.platform === "linux" ? fromProc(isOurs) : fromPs(isOurs);
  return found.filter((pid) => pid !== process.pid);
}

function fromProc(isOurs: (mark: string) => boolean): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return isOurs(markIn(readFileSync(`/proc/${name}/environ`, "utf8").split("\0")));
      } catch {
        return false; // It has ended meanwhile, or it is another user's.
      }
    })
    .map(Number);
}

function fromPs(isOurs: (mark: string) => boolean): number[] {
  if (process.platform === "win32") return [];
  const table = execFileSync("ps", ["eww", "-axo", "pid=,command="], { encoding: "utf8", maxBuffer: 1e8 });
  return table
    .split("\n")
    .filter((line) => isOurs(markIn(line.split(" "))))
    .map((line) => Number.parseInt(line, 10));
}

const markIn = (environment: string[]): string =>
  environment.find((pair) => pair.startsWith(`${MARK}=`))?.slice(MARK.length + 1) ?? "";

/** Kills what was started under a folder, until nothing of it is left. Returns how many there were. */
export async function killProcessesOf(folder: string): Promise<number> {
  const killed = new Set<number>();
  for (let round = 0; round < 100; round++) {
    const live = processesOf(folder);
    if (live.length === 0) return killed.size;
    for (const pid of live) {
      killed.add(pid);
      kill(pid);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`stop the processes of ${folder}: ${processesOf(folder).join(", ")} will not end`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
