import { expectSuccess, Workspace } from "../tools/engine/workspace";
import { startEmulator, type Emulator } from "../tools/emulator/src";

jest.setTimeout(240_000);

let emulator: Emulator;
let workspace: Workspace;

const program = (name: string) => `
  const dingtalk = require("pulumi-dingtalk");
  new dingtalk.DriveSpace("finance", { name: "${name}", unionId: "${emulator.unionId}" });`;

beforeEach(async () => {
  emulator = await startEmulator();
  workspace = await Workspace.open({ program: { source: program("Finance") }, env: emulator.env });
  await workspace.stackInit();
  expectSuccess(await workspace.up(["--skip-preview"]));
  emulator.spaces.setUsedQuota(spaceId(), 1_500_000);
  expectSuccess(await workspace.refresh(["--skip-preview"]));
});

afterEach(async () => {
  await workspace.dispose();
  await emulator.close();
});

function spaceId(): string {
  const [space] = emulator.spaces.all();
  if (!space) throw new Error("there is no space");
  return space.spaceId;
}

test("a preview refuses a rename that the space's files would have refused, after a refresh too", async () => {
  await workspace.write(program("Controlling"));
  for (const options of [[], ["--refresh"]]) {
    const { all, code } = await workspace.preview(options);
    expect(code).not.toBe(0);
    expect(all).toContain("replace DriveSpace 'Finance': Space 'Finance'");
    expect(all).toContain("contains 1.4 MiB of files");
  }
});

test("a refresh that finds a space renamed in DingTalk warned of a replacement that nobody asked for", async () => {
  emulator.spaces.rename(spaceId(), "Controlling");
  const refresh = expectSuccess(await workspace.refresh(["--skip-preview"]));
  expect(refresh.changes).toMatchObject({ update: 1 });
  expect(refresh.all).not.toContain("warning");
  await workspace.write(program("Controlling"));
  const up = expectSuccess(await workspace.up(["--expect-no-changes"]));
  expect(up.all).not.toContain("warning");
});
