import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmulatorProcess, type EmulatorProcess } from "../tools/commands/emulatorProcess";
import { packProvider } from "../tools/engine/pack";
import { ROOT } from "../tools/engine/program";
import { Workspace, type WorkspaceOptions } from "../tools/engine/workspace";
import { codeBlocks, readPage } from "../tools/pages/markdown";

jest.setTimeout(240_000);

let emulator: EmulatorProcess;
let scratch: string;
const opened: Workspace[] = [];

beforeAll(async () => {
  emulator = await startEmulatorProcess();
  scratch = await mkdtemp(path.join(os.tmpdir(), "quickstart-"));
});

afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.dispose();
});

afterAll(async () => {
  await emulator.stop();
  await rm(scratch, { recursive: true, force: true });
});

async function open(options: WorkspaceOptions): Promise<Workspace> {
  const workspace = await Workspace.open(options);
  opened.push(workspace);
  await workspace.stackInit();
  return workspace;
}

const quickstart = path.join(ROOT, "examples", "quickstart");

/** The root project as a clone has it, without what does not belong to it. */
async function rootProject(): Promise<string> {
  const folder = path.join(scratch, "root");
  await mkdir(folder, { recursive: true });
  await cp(path.join(ROOT, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
  await cp(quickstart, path.join(folder, "examples", "quickstart"), { recursive: true });
  return folder;
}

async function upAndDown(workspace: Workspace): Promise<void> {
  const up = await workspace.up(["--skip-preview"]);
  expect(up).toMatchObject({ code: 0, changes: { create: 2 }, diagnostics: [] });
  await expect(workspace.outputs()).resolves.toEqual({
    spaceId: expect.any(String) as string,
    quota: [expect.objectContaining({ partitionType: "PUBLIC_OSS_PARTITION" }) as unknown],
  });
  expect(await workspace.preview(["--expect-no-changes"])).toMatchObject({ code: 0 });
  expect(await workspace.refresh(["--expect-no-changes"])).toMatchObject({ code: 0 });
  expect(await workspace.destroy()).toMatchObject({ code: 0, changes: { delete: 2 } });
}

test("the quickstart example runs with the environment alone", async () => {
  await upAndDown(await open({ program: { folder: quickstart }, env: emulator.env }));
});

test("the quickstart example runs with the package as npm would install it", async () => {
  const tarball = await packProvider(scratch);
  await upAndDown(
    await open({ program: { folder: quickstart }, installation: { tarball }, env: emulator.env }),
  );
});

test("the root project runs with the environment alone", async () => {
  const workspace = await open({ program: { folder: await rootProject() }, env: emulator.env });
  expect(await workspace.preview()).toMatchObject({ code: 0, changes: { create: 2 }, diagnostics: [] });
});

test("the root project runs with the configuration alone, and its secret is in no state file", async () => {
  const secret = emulator.env["DINGTALK_CLIENT_SECRET"] ?? "";
  const workspace = await open({
    program: { folder: await rootProject() },
    config: {
      clientId: emulator.env["DINGTALK_CLIENT_ID"] ?? "",
      corpId: emulator.env["DINGTALK_CORP_ID"] ?? "",
      endpoint: emulator.env["DINGTALK_ENDPOINT"] ?? "",
      unionId: emulator.env["DINGTALK_UNION_ID"] ?? "",
      callsPerSecond: "40",
    },
    secrets: { clientSecret: secret },
  });
  const up = await workspace.up(["--skip-preview"]);
  expect(up).toMatchObject({ code: 0, changes: { create: 2 } });
  expect(secret.length).toBeGreaterThan(8);
  expect([...(await workspace.stateFiles()).values()].join("\n")).not.toContain(secret);
  expect(await workspace.destroy()).toMatchObject({ code: 0 });
});

test("the quickstart example says what it needs", async () => {
  const workspace = await open({ program: { folder: quickstart } });
  const { code, all } = await workspace.preview();
  expect(code).not.toBe(0);
  expect(all).toContain("Run `pulumi config set unionId <unionId>` or set DINGTALK_UNION_ID.");
});

test("the README's list works as it stands, from an empty folder", async () => {
  const blocks = await codeBlocks(await readPage("README.md"));
  const lines = blocks
    .filter(({ lang, value }) => lang === "sh" && /mkdir my-spaces|dingtalk:clientId/.test(value))
    .flatMap(({ value }) => value.split("\n"));
  expect(lines).toContain("pulumi up");
  const program = blocks.find(({ lang }) => lang === "ts")?.value ?? "";

  // It lends the engine's environment, and a node_modules as npm would have installed it.
  const lender = await Workspace.open({
    program: { folder: quickstart },
    installation: { tarball: await packProvider(scratch) },
  });
  opened.push(lender);
  const template = path.join(scratch, "template");
  await mkdir(template);
  const project =
    "name: ${PROJECT}\ndescription: ${DESCRIPTION}\nruntime: nodejs\ntemplate:\n  description: TypeScript\n";
  await writeFile(path.join(template, "Pulumi.yaml"), project);
  await writeFile(
    path.join(template, "package.json"),
    JSON.stringify({ name: "${PROJECT}", main: "index.ts" }),
  );
  await cp(path.join(quickstart, "tsconfig.json"), path.join(template, "tsconfig.json"));
  await writeFile(path.join(template, "index.ts"), "");
  await writeFile(path.join(scratch, "pasted.ts"), program);

  // What needs the network, an account or a person.
  const env = emulator.env;
  const replaced: [RegExp, string][] = [
    [
      /^pulumi new typescript --yes$/,
      `pulumi new '${template}' --yes --generate-only && pulumi stack init dev`,
    ],
    [
      /^npm install pulumi-dingtalk$/,
      `ln -s '${lender.project}/node_modules' node_modules; cp '${scratch}/pasted.ts' index.ts`,
    ],
    [/<Client ID.*>/, env["DINGTALK_CLIENT_ID"] ?? ""],
    [/^.*--secret dingtalk:clientSecret$/, `printf %s '${env["DINGTALK_CLIENT_SECRET"] ?? ""}' | $&`],
    [/<corpId>/, env["DINGTALK_CORP_ID"] ?? ""],
    [/<unionId>/, env["DINGTALK_UNION_ID"] ?? ""],
    [/https:\/\/api\.dingtalk\.com/, env["DINGTALK_ENDPOINT"] ?? ""],
    [/^pulumi up$/, "pulumi up --yes"],
  ];
  const used = new Set<RegExp>();
  const script = lines.map((line) =>
    replaced.reduce((text, [from, to]) => {
      if (from.test(text)) used.add(from);
      return text.replace(from, to);
    }, line),
  );
  expect(used.size).toBe(replaced.length);
  const { execa } = await import("execa");
  const empty = path.join(scratch, "empty");
  await mkdir(empty);
  const { exitCode, all } = await execa("bash", ["-e", "-c", script.join("\n")], {
    cwd: empty,
    env: lender.env,
    extendEnv: false,
    reject: false,
    all: true,
  });
  expect({ exitCode, all }).toEqual({ exitCode: 0, all: expect.stringContaining("2 created") as string });
});
