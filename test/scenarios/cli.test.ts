import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Emulator } from "../tools/emulator/src";
import { startEmulator } from "../tools/emulator/src";
import { Workspace } from "../tools/engine/workspace";
import { packed } from "../support/packed";

jest.setTimeout(240_000);

const tarball = packed();
const opened: (Emulator | Workspace)[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

/** A project that has the packed tarball installed, and its command. */
async function install(language: "ts" | "js", env: Record<string, string> = {}) {
  const workspace = await Workspace.open({
    program: { source: "", language },
    installation: { tarball: tarball() },
    env,
  });
  opened.push(workspace);
  const { execa } = await import("execa");
  const installed = path.join(workspace.project, "node_modules", "pulumi-dingtalk");
  const { bin } = JSON.parse(await readFile(path.join(installed, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  const command = path.join(installed, bin["pulumi-dingtalk"] ?? "");
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    execa(command, args, {
      cwd: workspace.project,
      extendEnv: false,
      env: { ...workspace.env, ...more },
      reject: false,
      stripFinalNewline: false,
    });
  return { workspace, command, run };
}

test("the packed command says its version and its help, and wrong arguments end with 2", async () => {
  const { command, run } = await install("js");
  expect((await stat(command)).mode & 0o111).toBe(0o111);
  const { version } = JSON.parse(await readFile("provider/package.json", "utf8")) as { version: string };
  await expect(run(["--version"])).resolves.toMatchObject({
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
  for (const args of [["--help"], ["usage", "--help"], ["import", "--help"], ["doctor", "--help"]]) {
    await expect(run(args)).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Usage: ") as string,
    });
  }
  for (const args of [
    ["usage"],
    ["frobnicate"],
    ["usage", "a", "--every", "soon"],
    ["import", "--language", "py"],
  ]) {
    const { exitCode, stderr } = await run(args);
    expect([args, exitCode]).toEqual([args, 2]);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  }
});

test.each(["ts", "js"] as const)(
  "the %s program that import writes takes over every space, makes none, and then changes nothing",
  async (language) => {
    const names = ["Finance", "Finance", 'R&D "quoted" \\ `${1}`', "财务部", "🚀"];
    const emulator = await startEmulator({
      spaces: [...names, ...Array.from({ length: 60 }, (_, index) => `Team ${index}`)],
      listOrder: "scattered",
    });
    opened.push(emulator);
    const { workspace, run } = await install(language, emulator.env);

    const first = await run(["import", "--language", language]);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(emulator.summary()).toMatchObject({ list: { calls: 2 } });
    emulator.behaviour.listOrder = "newest";
    const out = `index.${language}`;
    const written = await run(["import", "--language", language, "--out", out, "--force"]);
    expect(written).toMatchObject({ exitCode: 0, stdout: "" });
    expect(written.stderr).toBe(
      `pulumi-dingtalk: ${out} takes over 66 spaces. Look at it, then run pulumi up.\n`,
    );
    await expect(readFile(path.join(workspace.project, out), "utf8")).resolves.toBe(first.stdout);

    await workspace.stackInit();
    const before = emulator.spaces.all().map(({ spaceId, name }) => [spaceId, name]);
    await expect(workspace.up(["--skip-preview"])).resolves.toMatchObject({
      code: 0,
      changes: { create: 67 },
    });
    expect(emulator.count("add")).toBe(0);
    expect(emulator.spaces.all().map(({ spaceId, name }) => [spaceId, name])).toEqual(before);
    await expect(workspace.up(["--expect-no-changes"])).resolves.toMatchObject({ code: 0 });

    // The option has done its work: without it nothing changes either.
    await workspace.write(first.stdout.replaceAll(/\{ import: .*\},/g, ""), language);
    await expect(workspace.up(["--expect-no-changes"])).resolves.toMatchObject({ code: 0 });
  },
);

test("what stops an import is said in one line, without a secret, and ends with 1", async () => {
  const emulator = await startEmulator({ allStaffFolder: false });
  opened.push(emulator);
  const { workspace, run } = await install("js", emulator.env);
  const refusals: [Record<string, string>, RegExp][] = [
    [{ DINGTALK_CLIENT_ID: "" }, /^pulumi-dingtalk: sign in to DingTalk: .*DINGTALK_CLIENT_ID/],
    [{ DINGTALK_CLIENT_SECRET: "wrong-secret" }, /^pulumi-dingtalk: list spaces: .*invalid/],
    [{ DINGTALK_UNION_ID: "" }, /^pulumi-dingtalk: import: unionId is missing/],
    [{}, /^pulumi-dingtalk: list spaces: .*nothing to take over/],
  ];
  for (const [env, message] of refusals) {
    const { exitCode, stdout, stderr } = await run(["import"], env);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toContain("wrong-secret");
  }
  emulator.spaces.add("Finance");
  await writeFile(path.join(workspace.project, "mine.js"), "mine");
  const kept = await run(["import", "--out", "mine.js"]);
  expect(kept).toMatchObject({ exitCode: 1 });
  expect(kept.stderr).toMatch(/^pulumi-dingtalk: write 'mine.js': it holds something else already\..*\n$/);
  await expect(readFile(path.join(workspace.project, "mine.js"), "utf8")).resolves.toBe("mine");
});

test("usage says what a run in the real engine has cost, in a table", async () => {
  const emulator = await startEmulator({});
  opened.push(emulator);
  const { workspace, run } = await install("js", { ...emulator.env, DINGTALK_TRACE: "trace.jsonl" });
  const trace = path.join(workspace.project, "trace.jsonl");
  await workspace.write(`
    const { DriveSpace } = require("pulumi-dingtalk");
    for (const name of ["A", "B", "C"]) new DriveSpace(name, { name, unionId: process.env.DINGTALK_UNION_ID });
  `);
  await workspace.stackInit();
  const env = { DINGTALK_TRACE: trace };
  await expect(workspace.up(["--skip-preview"], { env })).resolves.toMatchObject({ code: 0 });
  await expect(workspace.refresh(["--skip-preview"], { env })).resolves.toMatchObject({ code: 0 });

  const text = await readFile(trace, "utf8");
  const counted = Object.values(emulator.summary()).reduce((sum, api) => sum + api.counted, 0);
  expect(text).not.toContain(emulator.app.clientSecret);
  await writeFile(trace, text + text.slice(0, 40)); // A run that was killed.

  const { exitCode, stdout } = await run(["usage", trace, "--every", "1h"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/POST \/v1\.0\/drive\/spaces +│ +3 │ +3 │/);
  expect(stdout).toContain(`${counted} calls were counted`);
  expect(stdout).toContain(`it costs ${(counted * 720).toLocaleString("en-US")} calls a month`);
  expect(stdout).toContain("2 processes");
  expect(stdout).toContain("1 line is torn");

  await writeFile(trace, "");
  const none = await run(["usage", trace]);
  expect(none).toMatchObject({ exitCode: 1, stdout: "" });
  expect(none.stderr).toMatch(/^pulumi-dingtalk: read the record .*: no call is in it\..*\n$/);
});

test("the packed doctor reads a stack's configuration by the Pulumi CLI, and ends with 0 if nothing must be mended", async () => {
  const emulator = await startEmulator({ spaces: ["Finance"] });
  opened.push(emulator);
  const { workspace, run } = await install("js", { DINGTALK_ENDPOINT: emulator.endpoint });
  await workspace.stackInit();
  const { clientId, clientSecret, corpId } = emulator.app;
  const config = { clientId, clientSecret, corpId };
  for (const [key, value] of Object.entries(config)) {
    const secret = key === "clientSecret" ? ["--secret"] : [];
    await workspace.pulumi([
      "config",
      "set",
      ...secret,
      "--stack",
      workspace.stack,
      `dingtalk:${key}`,
      value,
    ]);
  }
  const { exitCode, stdout, stderr } = await run([
    "doctor",
    ...["--stack", workspace.stack, "--union-id", emulator.unionId],
  ]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stdout).toContain("from the stack configuration (dingtalk:clientSecret)");
  expect(stdout + stderr).not.toContain(clientSecret);
});
