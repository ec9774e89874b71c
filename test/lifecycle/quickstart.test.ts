import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmulatorProcess, type EmulatorProcess } from "../commands/emulatorProcess";
import { packProvider } from "../engine/pack";
import { ROOT } from "../engine/program";
import { Workspace, type WorkspaceOptions } from "../engine/workspace";

jest.setTimeout(180_000);

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
  const up = await workspace.up();
  expect(up).toMatchObject({ code: 0, changes: { create: 2 }, diagnostics: [] });
  await expect(workspace.outputs()).resolves.toEqual({
    spaceId: expect.any(String) as string,
    quota: [expect.objectContaining({ partitionType: "PUBLIC_OSS_PARTITION" }) as unknown],
  });
  expect(await workspace.up(["--expect-no-changes"])).toMatchObject({ code: 0 });
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
  await upAndDown(await open({ program: { folder: await rootProject() }, env: emulator.env }));
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
  const up = await workspace.up();
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
