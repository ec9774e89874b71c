import { packed } from "../support/packed";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();
const unionId = "emulatorUnionId";
const emulator = { spaces: [{ name: "Old", spaceId: "4711" }] };

test("pulumi import takes over a space by <unionId>/<spaceId>; the lines that it writes show no change, and a destroy deletes it", async () => {
  await using stack = await openYaml(tarball(), "resources: {}", { emulator });
  const imported = await stack.importSpace("old", `${unionId}/4711`);
  expect(imported).toMatchObject({ code: 0 });
  const written = imported.stdout.slice(imported.stdout.search(/^resources:$/m));
  expect(written).toContain("type: dingtalk:DriveSpace");
  await stack.program(written);
  expect((await stack.resources())["old"]).toMatchObject({ id: "4711", inputs: { name: "Old", unionId } });
  const same = await stack.up("--skip-preview", "--expect-no-changes");
  expect(same).toMatchObject({ code: 0, calls: {} });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
});

test("with a unionId in the provider's configuration, pulumi import takes the id of a space alone", async () => {
  await using stack = await openYaml(tarball(), "resources: {}", { emulator });
  await stack.workspace.setConfig({ "dingtalk:unionId": unionId });
  expect(await stack.importSpace("old", "4711")).toMatchObject({ code: 0 });
  expect((await stack.resources())["old"]).toMatchObject({ id: "4711", inputs: { name: "Old", unionId } });
  await stack.program(`resources:${space("old", "Old")}`);
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { same: 2 }, calls: {} });
});

test("without a unionId pulumi import of a space's id is refused in one line, and what the line says to do works", async () => {
  await using stack = await openYaml(tarball(), "resources: {}", { emulator });
  const refused = await stack.importSpace("old", "4711");
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain(
    "import DriveSpace '4711': Missing unionId. Give the id as <unionId>/<spaceId>, or set dingtalk:unionId, run `pulumi up`, then retry.",
  );
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  await stack.workspace.setConfig({ "dingtalk:unionId": unionId });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0 });
  expect(await stack.importSpace("old", "4711")).toMatchObject({ code: 0 });
});

test("pulumi import of a space that the operator does not see is one line, and takes nothing over", async () => {
  await using stack = await openYaml(tarball(), "resources: {}", { emulator });
  const refused = await stack.importSpace("old", `${unionId}/1`);
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("read DriveSpace '1': ");
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  expect(await stack.resources()).not.toHaveProperty("old");
});

test("the option import of a program takes over a space by the same id; under another name it is refused and nothing is deleted", async () => {
  const declare = (name: string) => `resources:${space("old", name, { options: `import: ${unionId}/4711` })}`;
  await using stack = await openYaml(tarball(), declare("Old"), { emulator });
  expect(await stack.preview()).toMatchObject({ code: 0, changes: { import: 1 } });
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  expect(up.calls).not.toHaveProperty("add");
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { same: 2 }, calls: {} });
  await stack.program(declare("New"));
  const refused = await stack.up("--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.calls).not.toHaveProperty("delete");
  expect(stack.space("Old").spaceId).toBe("4711");
});

test("adoptExisting takes over the one space of the name; without it the preview passes and the up names the holder", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("old", "Old")}`, { emulator });
  const refused = await stack.up("--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("DingTalk already has a space of this name: id 4711");
  await stack.program(`resources:${space("old", "Old", { inputs: "adoptExisting: true" })}`);
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  expect(up.calls).not.toHaveProperty("add");
  expect((await stack.resources())["old"]?.id).toBe("4711");
});

test("a program reads a space that it does not manage, and a destroy leaves it", async () => {
  const program = `resources:
  old:
    type: dingtalk:DriveSpace
    get: { id: ${unionId}/4711 }
outputs: { name: "\${old.spaceName}" }`;
  await using stack = await openYaml(tarball(), program, { emulator });
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  expect(up.calls).not.toHaveProperty("add");
  expect(await stack.workspace.outputs()).toEqual({ name: "Old" });
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({ code: 0 });
  expect(destroy.calls).not.toHaveProperty("delete");
  expect(stack.space("Old").spaceId).toBe("4711");
});
