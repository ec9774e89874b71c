import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** The version a `pulumi` program says it has; it is asked with a home of its own. Rejects where it cannot run. */
export async function probeVersion(program: string): Promise<string> {
  const { execa } = await import("execa");
  const home = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-probe-"));
  try {
    const { stdout } = await execa(program, ["version"], {
      cwd: home,
      extendEnv: false,
      env: {
        PATH: [path.dirname(program), process.env["PATH"]].join(path.delimiter),
        HOME: home,
        PULUMI_HOME: path.join(home, ".pulumi"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...(process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {}),
      },
      timeout: 30_000,
    });
    return stdout.trim().replace(/^v/, "");
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
