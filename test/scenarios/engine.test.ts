import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ONCE } from "../tools/engine/once";
import { ENGINE_VERSION, isFit } from "../tools/engine/recipe";
import { Workspace, type WorkspaceOptions } from "../tools/engine/workspace";

jest.setTimeout(240_000);

const opened: Workspace[] = [];

async function open(options: WorkspaceOptions): Promise<Workspace> {
  const workspace = await Workspace.open(options);
  opened.push(workspace);
  return workspace;
}

afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.dispose();
});

test("the real engine is there and says its version", async () => {
  const workspace = await open({ program: { source: "" }, installation: "none" });
  const { code, stdout } = await workspace.pulumi(["version"]);
  expect(code).toBe(0);
  expect(isFit(stdout)).toBe(true);
  if (workspace.engine.source !== "system") expect(stdout).toBe(`v${ENGINE_VERSION}`);
});

test("a program that makes nothing goes up and is destroyed, and leaves no process and no file", async () => {
  const workspace = await open({
    program: {
      source: `exports.node = process.version; exports.plain = new (require("@pulumi/pulumi").Config)("a").get("b");`,
    },
    installation: "none",
    config: { "a:b": "c=d" },
    secrets: { "a:secret": "never-in-plain-text" },
  });
  await workspace.stackInit();

  const preview = await workspace.preview();
  expect(preview).toMatchObject({ code: 0, changes: { create: 1 } });
  expect(preview.steps.every((step) => step.outcome === "planned")).toBe(true);

  const up = await workspace.up();
  expect(up).toMatchObject({ code: 0, changes: { create: 1 }, diagnostics: [] });
  expect(up.steps).toMatchObject([{ op: "create", type: "pulumi:pulumi:Stack", outcome: "done" }]);
  await expect(workspace.outputs()).resolves.toEqual({
    node: expect.stringMatching(/^v24\./) as string,
    plain: "c=d",
  });
  expect((await workspace.exportState()).deployment.resources).toHaveLength(1);
  const files = [...(await workspace.stateFiles()).values()];
  expect(files.length).toBeGreaterThan(0);
  expect(files.join("\n")).not.toContain("never-in-plain-text");

  expect(await workspace.refresh()).toMatchObject({ code: 0, changes: { same: 1 } });
  expect(await workspace.destroy()).toMatchObject({ code: 0, changes: { delete: 1 } });

  expect(workspace.processes()).toEqual([]);
  await workspace.dispose();
  expect(existsSync(workspace.root)).toBe(false);
});

test("a stack that is made once and then copied is what the CLI itself makes and selects", async () => {
  const before = process.env[ONCE];
  process.env[ONCE] = await mkdtemp(path.join(process.env["PULUMI_DINGTALK_TMP"] ?? os.tmpdir(), "once-"));
  try {
    const program = { source: "exports.a = 1;" };
    const [made, copied] = [await open({ program }), await open({ program })];
    for (const workspace of [made, copied]) await workspace.stackInit();
    const selected = async (one: Workspace) => (await one.pulumi(["stack", "--show-name"])).stdout;
    expect(await selected(copied)).toBe(await selected(made));
    await copied.setConfig({}, { "test:secret": "s" });
    expect(await copied.up(["--skip-preview"])).toMatchObject({ code: 0, changes: { create: 1 } });
    const { stdout } = await copied.pulumi(["stack", "export", "--stack", copied.stack]);
    expect(await copied.exportState()).toEqual(JSON.parse(stdout));
    expect((await made.exportState()).deployment.resources ?? []).toEqual([]);
  } finally {
    await rm(process.env[ONCE], { recursive: true, force: true });
    if (before === undefined) Reflect.deleteProperty(process.env, ONCE);
    else process.env[ONCE] = before;
  }
});

test.each([
  ["ts", `import * as pulumi from "@pulumi/pulumi"; export const name: string = pulumi.getProject();`],
  ["mjs", `import * as pulumi from "@pulumi/pulumi"; export const name = pulumi.getProject();`],
] as const)("a program may be written as %s", async (language, source) => {
  const workspace = await open({ program: { source, language }, installation: "none" });
  await workspace.stackInit();
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  await expect(workspace.outputs()).resolves.toEqual({ name: "test" });
});

test("a program that fails is a result, with what the engine said", async () => {
  const workspace = await open({
    program: { source: `throw new Error("this went wrong")` },
    installation: "none",
  });
  await workspace.stackInit();
  const preview = await workspace.preview();
  expect(preview.code).not.toBe(0);
  expect(preview.diagnostics).toContainEqual(
    expect.objectContaining({
      severity: "error",
      message: expect.stringContaining("this went wrong") as string,
    }),
  );
});

test("a run can be killed in the middle, and all it started ends with it", async () => {
  const workspace = await open({
    program: {
      source: `console.log("waiting"); setInterval(() => {}, 1000); module.exports = new Promise(() => {});`,
    },
    installation: "none",
  });
  await workspace.stackInit();
  const running = workspace.preview();
  await running.printed(/waiting/);
  expect(workspace.processes().length).toBeGreaterThan(1);
  await workspace.killAll();
  expect(await running).toMatchObject({ code: null, signal: "SIGKILL" });
  expect(workspace.processes()).toEqual([]);
});

test("a command that takes too long is ended", async () => {
  const workspace = await open({ program: { source: `setInterval(() => {}, 1000);` }, installation: "none" });
  await workspace.stackInit();
  const { timedOut } = await workspace.preview([], { timeoutMs: 3000 });
  expect(timedOut).toBe(true);
});
