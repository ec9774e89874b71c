import { packed } from "../support/packed";
import { npmInstall, openExample } from "./support";

jest.setTimeout(600_000);

const tarball = packed();

test("from the packed tarball alone, a YAML program makes spaces, reads the quota, renames, is refused with files, imports, refreshes and destroys", async () => {
  await using stack = await openExample("yaml", tarball(), {
    emulator: { spaces: [{ name: "Old", spaceId: "4711" }] },
  });
  const { workspace, emulator } = stack;
  await npmInstall(stack, tarball());
  await workspace.stackInit();

  const preview = await workspace.preview();
  expect(preview).toMatchObject({ code: 0, changes: { create: 3 } });
  expect(emulator.count("add")).toBe(0);

  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.count("add")).toBe(2);
  // What the example's page says of the preview and of the up.
  expect(emulator.monthUsed()).toBe(1 + 4);
  expect(await workspace.outputs()).toMatchObject({
    spaceIds: { Design: emulator.spaces.named("Design")[0]?.spaceId },
    quota: [{ partitionType: "PUBLIC_OSS_PARTITION", quota: { used: 0 } }],
  });

  expect(await workspace.refresh(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });

  await stack.edit("Pulumi.yaml", "name: Design", "name: Design Team");
  expect(await workspace.up(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.spaces.named("Design")).toEqual([]);
  const [renamed] = emulator.spaces.named("Design Team");

  emulator.spaces.setUsedQuota(renamed?.spaceId ?? "", 1_400_000);
  await stack.edit("Pulumi.yaml", "name: Design Team", "name: Atelier");
  const refused = await workspace.up(["--skip-preview"]);
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("contains");
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  expect(emulator.spaces.named("Design Team")).toHaveLength(1);
  await stack.edit("Pulumi.yaml", "name: Atelier", "name: Design Team");

  const id = `${emulator.unionId}/4711`;
  const args = [
    "import",
    "dingtalk:index:DriveSpace",
    "old",
    id,
    "--yes",
    "--skip-preview",
    "--protect=false",
  ];
  const imported = await workspace.pulumi([...args, "--non-interactive", "--stack", workspace.stack]);
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.all).toContain("type: dingtalk:DriveSpace");
  const { resources = [] } = (await workspace.exportState()).deployment;
  expect(resources.map(({ id: known }) => known)).toContain("4711");

  emulator.spaces.setUsedQuota(renamed?.spaceId ?? "", undefined);
  expect(await workspace.refresh(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(await workspace.destroy(["--skip-preview"])).toMatchObject({ code: 0 });
  expect(emulator.spaces.size).toBe(0);
});
