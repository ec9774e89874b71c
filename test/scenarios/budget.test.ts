import { startEmulator, type Emulator } from "../tools/emulator/src";
import { Workspace } from "../tools/engine/workspace";

jest.setTimeout(240_000);

const opened: (Emulator | Workspace)[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

const names = Array.from({ length: 12 }, (_, index) => `Space ${index}`);
const source = `
  const { DriveSpace } = require("pulumi-dingtalk");
  for (const name of ${JSON.stringify(names)}) new DriveSpace(name, { name, unionId: process.env.DINGTALK_UNION_ID });
`;

const idsInState = async (workspace: Workspace) =>
  ((await workspace.exportState()).deployment.resources ?? [])
    .flatMap(({ type, id }) => (type.endsWith(":DriveSpace") ? [id] : []))
    .sort();

const idsInDingTalk = (emulator: Emulator) =>
  emulator.spaces
    .all()
    .map(({ spaceId }) => spaceId)
    .sort();

test.each([
  {
    what: "maxCalls",
    config: { "dingtalk:maxCalls": "6" },
    monthlyQuota: false as const,
    message:
      /create DriveSpace 'Space \d+': call limit reached \(maxCalls = 6\); this request was not sent\. Completed changes are saved\. Run again to continue, or raise maxCalls\./,
    // One look around, and what was made.
    made: 5,
  },
  {
    what: "the organization's month",
    config: {},
    monthlyQuota: 6,
    message:
      /create DriveSpace 'Space \d+': .*\(Forbidden\.AccessDenied\.ApiCountLimitForOrg, request [\w-]+\)\. The organization's API calls of this month are used up\. Completed changes are saved\. Run again next month, or buy more calls\./,
    made: 5,
  },
])(
  "where $what is used up in the middle of an up, all that was made is in the state, and the next up goes on",
  async ({ config, monthlyQuota, message, made }) => {
    const emulator = await startEmulator({ limits: { monthlyQuota } });
    const workspace = await Workspace.open({ program: { source }, env: emulator.env, config });
    opened.push(emulator, workspace);
    await workspace.stackInit();

    const stopped = await workspace.up(["--skip-preview"]);
    expect(stopped.code).not.toBe(0);
    const errors = stopped.diagnostics
      .filter(({ severity }) => severity === "error")
      .map((one) => one.message.trim());
    expect(errors.filter((error) => message.test(error)).length).toBeGreaterThan(0);
    expect(emulator.spaces.size).toBe(made);
    expect(await idsInState(workspace)).toEqual(idsInDingTalk(emulator));
    expect(Object.values(emulator.summary()).reduce((sum, { counted }) => sum + counted, 0)).toBe(6);

    emulator.behaviour.limits = { monthlyQuota: false };
    await workspace.setConfig({ "dingtalk:maxCalls": "100" });
    await expect(workspace.up(["--skip-preview"])).resolves.toMatchObject({
      code: 0,
      changes: { create: 12 - made },
    });
    expect(
      emulator.spaces
        .all()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
    expect(await idsInState(workspace)).toEqual(idsInDingTalk(emulator));
  },
);
