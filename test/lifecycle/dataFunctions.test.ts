import { errors, openStack } from "./support/stack";

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
    names: ["Z", "A"],
    user,
    secret: user.name,
  });
  const outputs = (await stack.resources())["test-test"]?.outputs ?? {};
  expect(outputs["secret"]).toHaveProperty("ciphertext");
  expect(outputs["user"]).not.toHaveProperty("ciphertext");
});

test("what is wrong with a look-up is said in one line that names the function", async () => {
  const stack = await openStack({
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
      "getOrgStorage: You have no permission to read this \\(permissionDenied, request [\\w-]+\\)\\. Give unionId a user of this organization who may see this, and the app the permission Storage\\.Org\\.Read\\.",
    ),
    line(
      "getDriveSpace: DingTalk shows unionId's user no space with the id 0815\\. Check spaceId and unionId\\.",
    ),
    line("getDriveSpaces: unionId must be a string, not a number\\."),
    line("getUser: The user does not exist \\(60121, request [\\w-]+\\)\\. Check userId\\."),
    line("getUser: unionid is not an argument; there are userId\\."),
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
