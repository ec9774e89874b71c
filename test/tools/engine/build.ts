import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import type { Progress } from "./progress";
import { executable, GO_PROGRAMS, goFlags, LAUNCHER, launcherPath, neededGo, type GoProgram } from "./recipe";

/** Builds the programs from Go modules into a folder, pinned by the committed `go.mod` and `go.sum`. */
export async function buildEngine(folder: string, progress: Progress): Promise<void> {
  await buildPrograms(GO_PROGRAMS, folder, progress);
  await copyFile(launcherPath(), path.join(folder, LAUNCHER));
  await chmod(path.join(folder, LAUNCHER), 0o755);
}

export async function buildPrograms(
  programs: readonly GoProgram[],
  folder: string,
  progress: Progress,
): Promise<void> {
  const { execa, ExecaError } = await import("execa");
  for (const [index, program] of programs.entries()) {
    progress.detail(`${program.name} v${program.version}, ${index + 1} of ${programs.length}`);
    const output = path.join(folder, executable(program.name));
    try {
      await execa("go", ["build", ...goFlags(program), "-o", output, program.package], {
        cwd: program.module,
        env: { CGO_ENABLED: "0", GOWORK: "off", GOOS: undefined, GOARCH: undefined },
      });
    } catch (error) {
      if (!(error instanceof ExecaError)) throw error;
      if (error.code === "ENOENT")
        throw new Error(`Go ${neededGo()} or newer is not installed`, { cause: error });
      const said = String(error.stderr).trim().split("\n");
      throw new Error(`go build ${program.name}: ${said.slice(-3).join(" | ")}`, { cause: error });
    }
  }
}
