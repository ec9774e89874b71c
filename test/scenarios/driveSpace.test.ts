import type { TimeForm } from "../tools/emulator/src";
import { errors, openStack, spacesNamed, steps } from "../support/stack";

test("three spaces are made with one token, one list and one add each, read with one query, and nothing else calls Drive", async () => {
  const stack = await openStack({ program: spacesNamed() });
  const { emulator } = stack;

  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0, calls: {} });
  expect(steps(preview)).toContain("create s0");

  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0, calls: { token: 1, list: 1, add: 3 }, changes: { create: 4 } });
  expect(
    emulator.spaces
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["A", "B", "C"]);

  expect(await stack.up()).toMatchObject({ code: 0, calls: {}, changes: { same: 4 } });

  const refresh = await stack.refresh("--expect-no-changes");
  expect(refresh).toMatchObject({ code: 0, calls: { token: 1, query: 1 }, changes: { same: 4 } });

  const { s0 } = await stack.resources();
  expect(s0?.inputs?.["__provider"]).toBe(
    'exports.handler=()=>require("pulumi-dingtalk/runtime").driveSpace',
  );
  expect(s0?.outputs?.["__provider"]).toBe(s0?.inputs?.["__provider"]);
  expect(String(s0?.inputs?.["__provider"]).length).toBeLessThanOrEqual(300);
  expect(s0?.type).toBe("pulumi-nodejs:dynamic/dingtalk:DriveSpace");

  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({
    code: 0,
    calls: { token: 1, query: 1, entries: 3, delete: 3 },
    changes: { delete: 4 },
  });
  expect(emulator.spaces.size).toBe(0);
  expect(stack.secrets).toHaveLength(2);
  await expect(stack.leaks(preview, up, refresh, destroy)).resolves.toEqual([]);
});

test("a new name replaces, deleting first; the other inputs change in place, and only unionId costs a read", async () => {
  const stack = await openStack({
    program: spacesNamed(["A"]),
    emulator: {
      users: [
        { userId: "one", unionId: "emulatorUnionId" },
        { userId: "two", unionId: "secondUnionId" },
      ],
    },
  });
  await stack.up("--skip-preview");
  const first = stack.space("A").spaceId;

  await stack.program(
    `exports.s0 = new dingtalk.DriveSpace("s0", { name: "A", unionId, forceDestroy: true, allowDuplicateName: true });`,
  );
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { update: 1 } });
  const { s0 } = await stack.resources();
  expect(s0).toMatchObject({
    id: first,
    outputs: { forceDestroy: true, allowDuplicateName: true, spaceName: "A" },
  });

  const other = (name: string) =>
    stack.program(
      `exports.s0 = new dingtalk.DriveSpace("s0", { name: "${name}", unionId: "secondUnionId" });`,
    );
  await other("A");
  expect(await stack.up("--skip-preview")).toMatchObject({
    code: 0,
    calls: { token: 1, query: 1 },
    changes: { update: 1 },
  });
  expect((await stack.resources())["s0"]).toMatchObject({
    id: first,
    outputs: { unionId: "secondUnionId" },
  });
  expect((await stack.resources())["s0"]?.outputs).not.toHaveProperty("forceDestroy");
  expect((await stack.workspace.outputs())["s0"]).toMatchObject({
    forceDestroy: false,
    allowDuplicateName: false,
  });

  const operators: unknown[] = [];
  stack.emulator.onCall(({ api, query, body }) => {
    if (api === "delete") operators.push(query["unionId"]);
    if (api === "add") operators.push((body as Record<string, unknown>)["name"]);
  });
  await other("B");
  const replaced = await stack.up("--skip-preview");
  expect(replaced).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(operators).toEqual(["secondUnionId", "B"]);
  expect(stack.emulator.spaces.all()).toHaveLength(1);
  expect((await stack.resources())["s0"]?.id).toBe(stack.space("B").spaceId);
});

test.each<[TimeForm, RegExp]>([
  ["seconds", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ["minutes", /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/],
])("the eight fields are outputs exactly as sent, with times to the %s", async (timeForm, form) => {
  const stack = await openStack({
    program: spacesNamed(["A"]),
    emulator: { timeForm, newSpaceQuota: 5_368_709_120_001 },
  });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("A");
  const outputs = (await stack.workspace.outputs())["s0"];
  const time = expect.stringMatching(form) as string;
  expect(outputs).toEqual({
    id: spaceId,
    urn: expect.stringContaining("::s0") as string,
    name: "A",
    unionId: stack.emulator.unionId,
    forceDestroy: false,
    allowDuplicateName: false,
    adoptExisting: false,
    spaceId,
    spaceName: "A",
    spaceType: "org",
    quota: 5_368_709_120_001,
    usedQuota: 0,
    permissionMode: "acl",
    createTime: time,
    modifyTime: time,
  });
});

test("what moves in DingTalk is seen by refresh: usage is no change, a rename is drift that a program can take over, a space that is gone comes back", async () => {
  const allStaff = { name: "All staff", allStaff: true };
  const stack = await openStack({ program: spacesNamed(), emulator: { spaces: [allStaff] } });
  const { emulator } = stack;
  await stack.up("--skip-preview");

  emulator.spaces.setUsedQuota(stack.space("A").spaceId, 12_345);
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  expect((await stack.resources())["s0"]?.outputs?.["usedQuota"]).toBe(12_345);
  emulator.spaces.setUsedQuota(stack.space("A").spaceId, undefined);

  const { spaceId } = stack.space("B");
  emulator.spaces.rename(spaceId, "Renamed");
  const drift = await stack.refresh("--diff");
  expect(drift).toMatchObject({ code: 0, changes: { same: 3, update: 1 }, calls: { query: 1 } });
  expect(drift.all).toMatch(/name\s*: "B" => "Renamed"/);
  await stack.program(spacesNamed(["A", "Renamed", "C"]));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { same: 4 } });
  expect(stack.space("Renamed").spaceId).toBe(spaceId);

  emulator.spaces.remove(stack.space("C").spaceId);
  const gone = await stack.refresh();
  expect(steps(gone)).toContain("delete s2");
  expect(Object.keys(await stack.resources())).not.toContain("s2");
  const back = await stack.up("--skip-preview");
  expect(back).toMatchObject({ code: 0, calls: { list: 1, add: 1 }, changes: { same: 3, create: 1 } });
  expect(stack.space("C").spaceId).toBe((await stack.resources())["s2"]?.id);

  emulator.spaces.remove(stack.space("A").spaceId);
  expect(await stack.destroy()).toMatchObject({ code: 0, changes: { delete: 4 } });
  expect(emulator.spaces.all()).toMatchObject([allStaff]);
});

test("an operator who does not see the space is refused, and nothing is changed", async () => {
  const stack = await openStack({
    program: spacesNamed(["A"]),
    emulator: { managers: ["emulatorUnionId"] },
  });
  await stack.up("--skip-preview");
  stack.space("A").visibleTo = new Set(["emulatorUnionId"]);
  await stack.program(`new dingtalk.DriveSpace("s0", { name: "A", unionId: "strangerUnionId" });`);
  const up = await stack.up("--skip-preview");
  expect(up.code).not.toBe(0);
  expect(errors(up)["s0"]?.[0]).toMatch(
    /^update DriveSpace 'A': The user of the new unionId does not see space \d+\. Nothing was changed\. Give a unionId /,
  );
  expect((await stack.resources())["s0"]?.outputs?.["unionId"]).toBe("emulatorUnionId");
});

test("what is unknown at preview is no mistake: the name may come from another resource", async () => {
  const stack = await openStack({
    program: `
      const first = new dingtalk.DriveSpace("first", { name: "A", unionId });
      const second = new dingtalk.DriveSpace("second", { name: pulumi.interpolate\`of \${first.spaceId}\`, unionId, forceDestroy: first.usedQuota.apply((used) => used === 0) });
      exports.name = second.spaceName;
      exports.secret = new dingtalk.DriveSpace("secret", { name: "C", unionId: pulumi.secret(unionId) }).unionId;
    `,
  });
  expect(await stack.preview()).toMatchObject({ code: 0, calls: {} });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 3 } });
  expect(await stack.workspace.outputs()).toMatchObject({
    name: `of ${stack.space("A").spaceId}`,
    secret: stack.emulator.unionId,
  });
  const { secret } = await stack.resources();
  expect(JSON.stringify(secret?.outputs?.["unionId"])).not.toContain(stack.emulator.unionId);
});

test("what is wrong with an input is said at preview, in one line that names it, without a call", async () => {
  const stack = await openStack();
  const inputs = "its inputs are name, unionId, forceDestroy, allowDuplicateName, adoptExisting";
  for (const [args, line] of [
    [`{ name: 5, unionId }`, "name must be a string, not the number 5: give the name of the space"],
    [`{ name: " ", unionId }`, "name is empty: give the name of the space"],
    [`{ name: "A" }`, "unionId is missing: give the operator's unionId"],
    [`{ name: "A", unionId, nmae: "B" }`, `nmae is not an input of DriveSpace; ${inputs}`],
    // An output of that name must not swallow it.
    [`{ name: "A", unionId, quota: 5 }`, `quota is not an input of DriveSpace; ${inputs}`],
  ]) {
    await stack.program(`new dingtalk.DriveSpace("wrong", ${args});`);
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.calls).toEqual({});
    const [message = "", ...others] = errors(preview)["wrong"] ?? [];
    expect(others).toEqual([]);
    expect(message).toMatch(
      /^pulumi-nodejs:dynamic\/dingtalk:DriveSpace resource 'wrong': property \w+ .*has a problem: /,
    );
    expect(message.endsWith(line ?? "")).toBe(true);
    expect(message).not.toContain("\n");
  }
});

test("what DingTalk refuses for one resource does not stop the others, and is said in one line without a stack", async () => {
  const stack = await openStack({
    program: spacesNamed(["A", "Refused", "C"]),
    emulator: { invalidName: /^Refused$/ },
  });
  const up = await stack.up("--skip-preview", "--continue-on-error");
  expect(up.code).not.toBe(0);
  expect(
    stack.emulator.spaces
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["A", "C"]);
  expect(errors(up)["s1"]).toEqual([
    expect.stringMatching(
      /^create DriveSpace 'Refused': Space name is invalid \(name\.invalid, request [\w-]+\)\. Change name\.$/,
    ) as string,
  ]);

  stack.emulator.app.scopes.delete("Drive.SpaceManage.Read");
  stack.emulator.app.scopes.delete("Drive.Space.Read");
  const refresh = await stack.refresh();
  expect(refresh.code).not.toBe(0);
  expect(errors(refresh)["s0"]?.join("\n")).toMatch(
    /^read DriveSpace 'A': The app lacks the permission for this API \(Forbidden\.AccessDenied\.AccessTokenPermissionDenied, request [\w-]+\)\. Grant the app the permission Drive\.SpaceManage\.Read in DingTalk's developer console\. It counts once it is published in a version of the app; then run again\.$/,
  );
  expect(Object.keys(await stack.resources())).toEqual(expect.arrayContaining(["s0", "s2"]));
  expect(refresh.all).not.toMatch(/\bat .*\(.*:\d+:\d+\)/);
});
