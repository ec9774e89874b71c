import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { firstOutput } from "../support/firstOutput";
import { ROOT } from "../tools/engine/program";

let clone: string;

beforeAll(async () => {
  clone = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-clone-"));
});

afterAll(() => rm(clone, { recursive: true, force: true }));

test("`npm install` makes a clone's folder `provider` a plugin, as `pulumi package add <repository>/provider` has it run", async () => {
  const { execa } = await import("execa");
  const { stdout } = await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
  });
  for (const file of stdout.split("\n")) {
    await mkdir(path.dirname(path.join(clone, file)), { recursive: true });
    await cp(path.join(ROOT, file), path.join(clone, file));
  }
  // The host installs in the root of the workspace that the folder is in.
  await execa("npm", ["install", "--loglevel=error", "--no-audit"], { cwd: clone });
  const runPlugin = path.join(clone, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
  const printed = await firstOutput(process.execPath, [
    runPlugin,
    path.join(clone, "provider"),
    "127.0.0.1:1",
  ]);
  expect(printed).toMatch(/^\d+\n$/);
});
