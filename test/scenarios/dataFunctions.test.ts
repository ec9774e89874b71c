import { errors, openStack } from "../support/stack";

test("data functions know what can be known at preview, wait for what they depend on, keep secrets, and make equal calls once", async () => {
  const stack = await openStack({
    program: `
      const space = new dingtalk.DriveSpace("a", { name: "A", unionId });
      exports.org = dingtalk.getOrgStorageOutput({ unionId });
      exports.again = dingtalk.getOrgStorageOutput({ corpId: undefined, unionId: pulumi.output(unionId) }).corpId;
      exports.plain = dingtalk.getOrgStorage({ unionId }).then(({ partitions }) => partitions.length);
      exports.one = dingtalk.getDriveSpaceOutput({ spaceId: space.spaceId, unionId });
      exports.names = dingtalk
        .getDriveSpacesOutput({ unionId }, { dependsOn: [space] })
        .spaces.apply((spaces) => spaces.map(({ spaceName }) => spaceName));
      exports.user = dingtalk.getUserOutput({ userId: "user1" });
      exports.secret = dingtalk.getUserOutput({ userId: pulumi.secret("user1") }).name;
    `,
    emulator: {
      spaces: ["Z"],
      partitions: [
        { max: 1_000_000_000_001, used: 999, reserved: 7 },
        { partitionType: "MINI_OSS_PARTITION", max: 5, type: "PRIVATE" },
      ],
    },
  });
  const once = { storage: 1, user: 1 };
  // What depends on the space that is not there yet is unknown, and not asked for.
  expect(await stack.preview()).toMatchObject({ code: 0, calls: { token: 1, ...once } });

  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  expect(up.calls).toEqual({ token: 2, list: 2, add: 1, query: 1, ...once });
  const { corpId } = stack.emulator.app;
  const user = { userId: "user1", unionId: stack.emulator.unionId, name: "Emulated User" };
  expect(await stack.workspace.outputs()).toEqual({
    org: {
      corpId,
      partitions: [
        {
          partitionType: "PUBLIC_OSS_PARTITION",
          quota: { used: 999, max: 1_000_000_000_001, reserved: 7, type: "SHARE" },
        },
        { partitionType: "MINI_OSS_PARTITION", quota: { used: 0, max: 5, type: "PRIVATE" } },
      ],
    },
    again: corpId,
    plain: 2,
    one: expect.objectContaining({
      spaceId: stack.space("A").spaceId,
      spaceName: "A",
      usedQuota: 0,
    }) as object,
    names: ["All-Staff Folder", "Z", "A"],
    user,
    secret: user.name,
  });
  const outputs = (await stack.resources())["test-test"]?.outputs ?? {};
  expect(outputs["secret"]).toHaveProperty("ciphertext");
  expect(outputs["user"]).not.toHaveProperty("ciphertext");
});

test("what is wrong with a look-up is said in one line that names the function", async () => {
  const stack = await openStack({
    emulator: { spaces: ["Another"] },
    program: `
      const said = (promise) => promise.then(() => "nothing", (error) => [error.message, error.stack === error.message]);
      exports.said = Promise.all([
        said(dingtalk.getOrgStorage({})),
        said(dingtalk.getOrgStorage({ unionId: " " })),
        said(dingtalk.getOrgStorage({ unionId, corpId: "other" })),
        said(dingtalk.getDriveSpace({ spaceId: "0815", unionId })),
        said(dingtalk.getDriveSpaces({ unionId: 5 })),
        said(dingtalk.getUser({ userId: "nobody" })),
        said(dingtalk.getUser({ userId: "user1", unionid: "x" })),
      ]);
    `,
  });
  await stack.up("--skip-preview");
  const line = (text: string) => [expect.stringMatching(new RegExp(`^${text}$`)) as string, true];
  expect((await stack.workspace.outputs())["said"]).toEqual([
    line("getOrgStorage: unionId is missing: give a unionId of the organization\\."),
    line("getOrgStorage: unionId is empty: give a unionId of the organization\\."),
    line(
      "getOrgStorage: You have no permission to read this \\(permissionDenied, request [\\w-]+\\)\\. Set unionId to a user of this organization who may see this, and grant the app the permission Storage\\.Org\\.Read\\.",
    ),
    line(
      "getDriveSpace: no space with id 0815 is visible to the user given as unionId\\. Check spaceId and unionId\\.",
    ),
    line("getDriveSpaces: unionId must be a string, not a number\\."),
    line("getUser: The user does not exist \\(60121, request [\\w-]+\\)\\. Check userId\\."),
    line("getUser: unknown argument unionid; expected userId\\."),
  ]);

  await stack.program(
    `exports.quota = dingtalk.getOrgStorageOutput({ unionId, corpId: "other" }).partitions;`,
  );
  const failed = await stack.preview();
  expect(failed.code).not.toBe(0);
  expect(Object.values(errors(failed)).flat()).toEqual([
    expect.stringMatching(
      /^(error: )?getOrgStorage: You have no permission.*Storage\.Org\.Read\.$/,
    ) as string,
  ]);
  expect(failed.all).not.toMatch(/\bat .*:\d+:\d+/);
});

test("a look-up with dependsOn is asked after that, even if an equal one was asked before", async () => {
  const stack = await openStack({
    program: `
      const names = ({ spaces }) => spaces.map(({ spaceName }) => spaceName);
      const before = dingtalk.getDriveSpacesOutput({ unionId }).apply(names);
      const first = dingtalk.getDriveSpaceOutput({ spaceId: "1", unionId }).spaceName;
      // Known only when the first answers are there.
      const name = pulumi.all([before, first]).apply(() => "New");
      const made = new dingtalk.DriveSpace("new", { name, unionId });
      const dependsOn = [made];
      const after = dingtalk.getDriveSpacesOutput({ unionId }, { dependsOn }).apply(names);
      const again = dingtalk.getDriveSpacesOutput({ unionId }, { dependsOn }).apply(names);
      const second = dingtalk.getDriveSpaceOutput({ spaceId: "1", unionId }, { dependsOn }).usedQuota;
      exports.seen = { before, after, again, second };
    `,
    emulator: { spaces: [{ name: "Old", spaceId: "1" }] },
  });
  // Another run grows the old space while this one makes the new one.
  stack.emulator.fault({
    on: "add",
    kind: "noAnswer",
    match: () => {
      const old = stack.space("Old");
      old.usedQuotaOverride = 7;
      return false;
    },
  });
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  expect((await stack.workspace.outputs())["seen"]).toEqual({
    before: ["All-Staff Folder", "Old"],
    after: ["All-Staff Folder", "Old", "New"],
    again: ["All-Staff Folder", "Old", "New"],
    second: 7,
  });
  // One before, one that create makes, one for both after.
  expect(up.calls).toMatchObject({ add: 1, list: 3 });
});

test("a space is found by its name, if exactly one has it", async () => {
  const stack = await openStack({
    program: `
      const said = (promise) => promise.then(({ spaceId }) => spaceId, (error) => error.message);
      const find = (args) => said(dingtalk.getDriveSpace({ unionId, ...args }));
      exports.said = Promise.all([
        find({ name: "Legal" }), find({ name: " Legal " }), find({ name: "Twice" }), find({ name: "None" }),
        find({}), find({ name: "Legal", spaceId: "1" }),
      ]);
    `,
    emulator: {
      spaces: [
        { name: "Legal", spaceId: "1" },
        { name: "Twice", spaceId: "2" },
        { name: "Twice", spaceId: "3" },
      ],
    },
  });
  const up = await stack.up("--skip-preview");
  expect((await stack.workspace.outputs())["said"]).toEqual([
    "1",
    "1",
    expect.stringMatching(
      /^getDriveSpace: 2 spaces have the name 'Twice': ids [23], [23]\. Give spaceId instead\.$/,
    ) as string,
    "getDriveSpace: no space with the name 'None' is visible to the user given as unionId. Check name and unionId.",
    "getDriveSpace: expected spaceId or name, one of the two. Give the id or the name of the space.",
    "getDriveSpace: expected spaceId or name, one of the two. Give the id or the name of the space.",
  ]);
  expect(up.calls).not.toHaveProperty("query");
});

test("a stack without default providers refuses a look-up without a provider, in one line and without a call", async () => {
  const stack = await openStack({
    program: `
      const orgB = new dingtalk.Provider("b", { accessToken: "token" });
      const said = (work) => work().then(() => "nothing", (error) => error.message);
      exports.said = Promise.all([
        said(() => dingtalk.getDriveSpaces({ unionId })),
        said(async () => dingtalk.getUserOutput({ userId: "user1" })),
        said(() => dingtalk.getUser({ userId: "user1" }, { provider: orgB })),
      ]);
    `,
  });
  const refused = (name: string) =>
    `${name}: pulumi:disable-default-providers is set, so the stack configuration cannot be used. Pass a dingtalk.Provider as the option provider.`;
  for (const disabled of ['["*"]', '["aws","pulumi-nodejs"]']) {
    await stack.workspace.setConfig({ "pulumi:disable-default-providers": disabled });
    const up = await stack.up("--skip-preview");
    expect((await stack.workspace.outputs())["said"]).toEqual([
      refused("getDriveSpaces"),
      refused("getUser"),
      expect.stringContaining("getUser: ") as string,
    ]);
    // Only the explicit provider's own token was tried.
    expect(up.calls).not.toHaveProperty("list");
    expect(up.calls).not.toHaveProperty("token");
  }
});
