import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { packed } from "../support/packed";
import type { EmulatorOptions } from "../tools/emulator/src";
import { codeBlocks, readPage } from "../tools/pages/markdown";
import { generateSdk } from "../tools/engine/generateSdk";
import { managedIds, npmInstall, openExample, spaceIds } from "./support";

jest.setTimeout(900_000);

const tarball = packed();

let folder: string;
/** Python with Pulumi's SDK and the one generated for this package. */
let venv: string;

beforeAll(async () => {
  const { execa } = await import("execa");
  folder = await mkdtemp(
    path.join(process.env["PULUMI_DINGTALK_TMP"] ?? os.tmpdir(), "pulumi-dingtalk-python-"),
  );
  venv = path.join(folder, "venv");
  const sdk = path.join(folder, "sdk");
  await generateSdk("python", sdk);
  await execa("python3", ["-m", "venv", venv]);
  const pip = path.join(venv, "bin", "pip");
  await execa(pip, ["install", "--quiet", "pulumi>=3.200,<4", "setuptools", sdk]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The example with that Python. */
async function openPython(emulator: EmulatorOptions) {
  const stack = await openExample("python", tarball(), { path: [path.join(venv, "bin")], emulator });
  await stack.edit("Pulumi.yaml", "virtualenv: venv", `virtualenv: ${venv}`);
  return stack;
}

test("from the packed tarball alone, a Python program makes spaces, reads the quota, renames, is refused with files, imports, refreshes and destroys", async () => {
  await using stack = await openPython({ spaces: [{ name: "Old", spaceId: "4711" }] });
  const { workspace, emulator } = stack;
  await npmInstall(stack, tarball());
  await workspace.stackInit();

  expect(await workspace.preview()).toMatchObject({ code: 0, changes: { create: 3 } });
  expect(emulator.count("add")).toBe(0);
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.count("add")).toBe(2);
  // What the example's page says of the preview and of the up.
  expect(emulator.monthUsed()).toBe(1 + 4);
  expect(await workspace.outputs()).toMatchObject({
    spaceIds: { Research: emulator.spaces.named("Research")[0]?.spaceId },
    quota: [{ partitionType: "PUBLIC_OSS_PARTITION", quota: { used: 0 } }],
  });
  expect(await workspace.refresh(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });

  const name = "name=team,";
  await stack.edit("__main__.py", name, 'name=team + " Team",');
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  const [space] = emulator.spaces.named("Research Team");
  emulator.spaces.setUsedQuota(space?.spaceId ?? "", 1_400_000);
  await stack.edit("__main__.py", 'name=team + " Team",', name);
  const refused = await workspace.up(["--skip-preview"]);
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("contains");
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  expect(emulator.spaces.named("Research Team")).toHaveLength(1);
  await stack.edit("__main__.py", name, 'name=team + " Team",');

  const args = ["import", "dingtalk:index:DriveSpace", "old", `${emulator.unionId}/4711`];
  // The lines for the program come from a language host that is newer than the one that can be built.
  const options = [
    "--yes",
    "--skip-preview",
    "--protect=false",
    "--generate-code=false",
    "--non-interactive",
  ];
  const imported = await workspace.pulumi([...args, ...options, "--stack", workspace.stack]);
  expect({ code: imported.code, all: imported.all }).toMatchObject({ code: 0 });
  expect(await managedIds(stack)).toContain("4711");

  emulator.spaces.setUsedQuota(space?.spaceId ?? "", undefined);
  expect(await workspace.refresh(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(await workspace.destroy(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.spaces.size).toBe(0);
});

test("the Python program that `pulumi-dingtalk import` writes takes over every space, and a second up finds nothing to do", async () => {
  const names = ["Finance", "Finance", 'R&D "quoted" \\ ${unionId} {x}', "财务部", "🚀 'a'"];
  await using stack = await openPython({ spaces: names, allStaffFolder: false });
  const { workspace, emulator } = stack;
  const { execa } = await import("execa");
  const command = path.join(workspace.project, "node_modules", "pulumi-dingtalk", "bin", "pulumi-dingtalk");
  const args = ["import", "--language", "python"];
  const written = await execa(command, args, {
    cwd: workspace.project,
    extendEnv: false,
    env: workspace.env,
  });
  await writeFile(path.join(workspace.project, "__main__.py"), `${written.stdout}\n`);
  await workspace.stackInit();
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.count("add")).toBe(0);
  expect(await managedIds(stack)).toEqual(spaceIds(emulator));
  expect(await workspace.up(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });
});

test("the Python program of the registry's index page makes its space and reads the quota", async () => {
  await using stack = await openPython({});
  const { workspace, emulator } = stack;
  const program = (await codeBlocks(await readPage("docs/_index.md"))).find(({ lang }) => lang === "python");
  await writeFile(path.join(workspace.project, "__main__.py"), program?.value ?? "");
  await workspace.stackInit();
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(await workspace.outputs()).toMatchObject({
    spaceId: emulator.spaces.named("Finance")[0]?.spaceId,
    quota: [{ partitionType: "PUBLIC_OSS_PARTITION" }],
  });
});
