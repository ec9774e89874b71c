import { expectSuccess, Workspace } from "../engine/workspace";
import { startEmulator, type Emulator } from "../emulator/src";

jest.setTimeout(180_000);

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

test("a preview of a rename warns that the space's files will have it refused, after a refresh too", async () => {
  await workspace.write(program("Controlling"));
  for (const options of [[], ["--refresh"]]) {
    const { all } = await workspace.preview(options);
    expect(all).toContain("warning: space 'Finance'");
    expect(all).toContain("will be refused");
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
