import type { Drive } from "../../provider/src/dingtalk/drive";
import { openHandlers } from "../support/handlers";
import { another, errorOf, open, type OpenOptions } from "../support/provider";
import type { FaultSpec } from "../tools/emulator/src";

/** As DingTalk really answers, one test for each thing that was seen, with what is right then. */

const unionId = "emulatorUnionId";
const request = { name: "Finance", unionId, allowDuplicateName: false };

const opened = (emulator: OpenOptions["emulator"] = {}) =>
  open({ emulator: { limits: false, spaces: [{ name: "A", spaceId: "900000001" }], ...emulator } });

/** What a call says that is answered so, however often it asks; and how often that is. */
async function answered(fault: FaultSpec, work: (drive: Drive) => Promise<unknown>) {
  const { drive, emulator } = await opened();
  emulator.fault({ times: Infinity, ...fault });
  const { message } = await errorOf(work(drive));
  return { message, calls: emulator.count(fault.on === "any" ? undefined : fault.on) };
}

const list = (drive: Drive) => drive.list(unionId);
const user = (drive: Drive) => drive.user("user1");
const old = (body: object, times = Infinity): FaultSpec => ({
  on: "user",
  kind: "answer",
  status: 200,
  body,
  times,
});

test("1: of a space any field but the id may be missing: it keeps its last value, is no drift, and does not show that the space is empty", async () => {
  const { emulator, clock } = await opened({ spaces: [] });
  const process = () => openHandlers(emulator, clock).handlers;
  const inputs = { ...request, forceDestroy: false };
  const { id, outs } = await process().create(inputs);
  const without = ["spaceName", "quota", "usedQuota", "permissionMode", "createTime", "modifyTime"];
  for (const on of ["query", "list"] as const)
    emulator.fault({ on, kind: "incomplete", without, times: Infinity });
  const read = await process().read(id, outs);
  const facts = (state: Record<string, unknown>) => ({ ...state, __origin: undefined });
  expect(facts(read.props ?? {})).toEqual(facts(outs));
  expect(await process().diff(id, read.props ?? {}, inputs)).toMatchObject({ changes: false });
  const space = await another(emulator, clock).drive.read(id, unionId);
  expect([space?.spaceId, space?.usedQuota]).toEqual([id, undefined]);
  emulator.app.scopes.delete("Storage.File.Read");
  expect((await errorOf(process().delete(id, read.props ?? {}))).message).toContain(
    "could not determine whether",
  );
});

test("2: of an organization's storage every figure may be missing", async () => {
  for (const [org, expected] of [
    [{}, { corpId: "c", partitions: [] }],
    [
      { corpId: null, partitions: [{ quota: { used: "7", max: null } }] },
      { corpId: "c", partitions: [{ partitionType: "", quota: { used: 7 } }] },
    ],
  ] as const) {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "storage", kind: "answer", status: 200, body: { org } });
    await expect(drive.organizationStorage("c", unionId)).resolves.toEqual(expected);
  }
});

test("3: an id that comes as a number is kept as text", async () => {
  const { drive } = await opened({ dialects: ["numeric-ids"] });
  const { spaceId } = await drive.create(request);
  expect(spaceId).toMatch(/^\d+$/);
  await expect(drive.read(spaceId, unionId)).resolves.toMatchObject({ spaceId });
  await expect(drive.list(unionId)).resolves.toContainEqual(expect.objectContaining({ spaceId }));
});

test("4: a time in China's form is kept as it is, and is no reason to take a space for another's", async () => {
  const { drive, emulator } = await opened({ dialects: ["cst-times"] });
  emulator.fault({ on: "add", kind: "reset", when: "after" });
  const { spaceId, createTime } = await drive.create(request);
  expect(createTime).toMatch(/^\w{3} \w{3} \d\d [\d:]{8} CST \d{4}$/);
  expect(emulator.spaces.named("Finance").map((space) => space.spaceId)).toEqual([spaceId]);
});

test.each(["short-pages", "max-20-entries", "expiring-page-tokens", "empty-page-tokens"])(
  "5: a list is read to its end with %s",
  async (dialect) => {
    const spaces = Array.from({ length: 70 }, (_, index) => `Space ${index}`);
    const { drive } = await opened({ dialects: [dialect], spaces });
    const names = (await drive.list(unionId)).map(({ spaceName }) => spaceName);
    expect(names).toEqual(expect.arrayContaining(spaces));
    expect(new Set(names).size).toBe(names.length);
  },
);

describe("6: the all-staff folder", () => {
  test("is a space like others, under its localized name", async () => {
    const { drive } = await opened({ dialects: ["localized-all-staff-folder"] });
    expect((await drive.list(unionId)).map(({ spaceName }) => spaceName)).toContain("全员文件夹");
  });

  test("who does not even see that sees nothing, which says nothing of a space", async () => {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "list", kind: "blind", times: Infinity });
    emulator.fault({ on: "query", kind: "blind", times: Infinity });
    expect((await errorOf(drive.read("900000001", unionId))).message).toContain("(operator.blind)");
  });
});

describe.each([
  ["text", String],
  ["a number", Number],
])("7: errcode 88 is opened, with sub_code as %s", (_, as) => {
  const inside = (code: string, message = "Words") => ({
    errcode: 88,
    errmsg: "dingtalk error",
    sub_code: as(code),
    sub_msg: message,
  });

  test.each(["40014", "90002", "90018"])(
    "%s passes: a token is fetched anew, a throttle is waited out",
    async (code) => {
      const { drive, emulator } = await opened();
      emulator.fault(old(inside(code), 1));
      await expect(drive.user("user1")).resolves.toMatchObject({ unionId });
      expect(emulator.count("user")).toBe(2);
      expect(emulator.count("token")).toBe(code === "40014" ? 2 : 1);
    },
  );

  test.each([
    ["60020", "Add the public IP address"],
    ["60011", "Grant the app the permission qyapi_get_member"],
  ])("%s is refused once, with what is to be done", async (code, advice) => {
    const { message, calls } = await answered(old(inside(code)), user);
    expect(message).toMatch(new RegExp(`^Words \\(${code}, request .*\\)\\. ${advice}`));
    expect(calls).toBe(1);
  });
});

test.each([
  ["40001", "Check clientId"],
  ["50002", "The user is outside of what the app may see"],
  ["50004", "The user is outside of what the app may see"],
  ["60020", "Add the public IP address"],
  ["90020", "API calls of this month are used up"],
  ["404", "This host does not have the API"],
  ["22", "This host does not have the API"],
  ["77777", "See DingTalk's documentation for this code"],
])("8: the old API's %s is asked once, and says what is to be done", async (code, advice) => {
  const { message, calls } = await answered(old({ errcode: Number(code), errmsg: "Words" }), user);
  expect(message).toContain(`Words (${code}, request `);
  expect(message).toContain(advice);
  expect(calls).toBe(1);
});

test.each([
  ["200 and errcode 404", { status: 200, body: { errcode: 404, errmsg: "Words" } }],
  [
    "404 and InvalidAction.NotFound",
    { status: 404, body: { code: "InvalidAction.NotFound", message: "Words" } },
  ],
])("9: a wrong host, which answers %s, is asked once and named by its key", async (_, answer) => {
  const { message, calls } = await answered({ on: "list", kind: "answer", ...answer }, list);
  expect(message).toContain("check dingtalk:endpoint (DINGTALK_ENDPOINT)");
  expect(calls).toBe(1);
});

test.each([
  ["unknownError", 500, /Check clientId \(DINGTALK_CLIENT_ID\) and corpId \(DINGTALK_CORP_ID\)\./],
  [
    "invalid_client",
    400,
    /Check clientId .*clientSecret .*corpId .* They were sent to 127\.0\.0\.1 \(dingtalk:endpoint\)/,
  ],
  ["invalidParameter.idOrSecret.notFound", 400, /Check clientId .*clientSecret .*They were sent to/],
])("10: a token call that is answered %s names what to check", async (code, status, advice) => {
  const { message } = await answered({ on: "token", kind: "error", code, status }, list);
  expect(message).toMatch(advice);
});

test("10: invalidClientIdOrSecret without corpId says that some older apps need it", async () => {
  const { emulator, clock } = await opened();
  emulator.fault({ on: "token", kind: "error", code: "invalidClientIdOrSecret", times: Infinity });
  const env = { ...emulator.env, DINGTALK_CORP_ID: "" };
  const { message } = await errorOf(another(emulator, clock, { env }).drive.list(unionId));
  expect(message).toContain("Some older apps need dingtalk:corpId too.");
});

test.each([
  ["system.error", 400],
  ["system.busy", 400],
  ["concurrentError", 400],
  ["operationConcurrentControl", 400],
  ["tryAgainLater", 400],
  ["systemBusy", 500],
  ["ServiceUnavailable", 503],
  ["service.timeout", 500],
  ["systemError.dingSpaceError", 429],
])(
  "11: %s with %i does not say that nothing was done: an add is looked for, a read is repeated",
  async (code, status) => {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "add", kind: "error", code, status, when: "after" });
    const { spaceId } = await drive.create(request);
    expect(emulator.spaces.named("Finance").map((space) => space.spaceId)).toEqual([spaceId]);
    expect(emulator.count("add")).toBe(1);
    emulator.fault({ on: "list", kind: "error", code, status });
    await expect(drive.list(unionId)).resolves.toHaveLength(3);
  },
);

test.each(["request.too.frequent", "requestTooMuch", "qps.exceed.limit"])(
  "12: %s, another product's throttle, is waited out",
  async (code) => {
    const { drive, emulator, clock } = await opened();
    for (const on of ["add", "query", "delete"] as const)
      emulator.fault({ on, kind: "error", code, status: 403 });
    const { spaceId } = await drive.create(request);
    await another(emulator, clock).drive.delete({ spaceId, unionId, forceDestroy: true });
    expect([emulator.count("add"), emulator.count("delete")]).toEqual([2, 2]);
    expect(emulator.spaces.named("Finance")).toEqual([]);
  },
);

test.each<[string, Pick<FaultSpec, "kind"> & Partial<FaultSpec>]>([
  ["a page with 502", { kind: "html", status: 502 }],
  ["a page with 503", { kind: "html", status: 503 }],
  ["a page with 504", { kind: "html", status: 504 }],
  ["an empty 200", { kind: "answer", status: 200, body: "" }],
  ["a reset connection", { kind: "reset", when: "after" }],
])(
  "13: something on the way that answers with %s: reads are repeated, and an add is made once",
  async (_, fault) => {
    const { drive, emulator } = await opened();
    emulator.fault({ ...fault, on: "list", times: 1 } as FaultSpec);
    emulator.fault({ ...fault, on: "add", when: "after", times: 1 } as FaultSpec);
    const { spaceId } = await drive.create(request);
    expect(emulator.spaces.named("Finance").map((space) => space.spaceId)).toEqual([spaceId]);
  },
);

test("14: a permission that is refused once and granted seconds later is that call's own failure; the advice says that it counts once it is published", async () => {
  const { drive, emulator } = await opened();
  await drive.list(unionId);
  emulator.fault({ on: "list", kind: "error", code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" });
  expect((await errorOf(drive.list(unionId))).message).toContain("once it is published");
  await expect(drive.list(unionId)).resolves.toHaveLength(2);
});

test.each([
  ["15: no.priviledge", "no.priviledge", 403, "the organization may have to be certified"],
  ["16: orgAuthLevelNotEnough", "orgAuthLevelNotEnough", 403, "certif"],
  ["16: crossOrgAccess.forbiden", "crossOrgAccess.forbiden", 403, "another organization's"],
  ["16: spaceNotAccessible", "spaceNotAccessible", 403, "Set unionId to a user who can open this space"],
  ["16: insufficient.capacity", "insufficient.capacity", 400, "storage is full"],
  ["16: quota.insufficient", "quota.insufficient", 400, "storage is full"],
  ["16: orgQuotaInsufficient", "orgQuotaInsufficient", 400, "storage is full"],
  ["16: spaceQuotaInsufficient", "spaceQuotaInsufficient", 400, "storage is full"],
  ["17: paramError-operatorId", "paramError-operatorId", 400, "unionId must be a unionId, not a userId"],
])("%s is said once, with what is to be done", async (_, code, status, advice) => {
  const { message, calls } = await answered({ on: "add", kind: "error", code, status }, (drive) =>
    drive.create(request),
  );
  expect(message).toContain(`(${code}, request `);
  expect(message).toContain(advice);
  expect(calls).toBe(1);
});

test.each([400, 404])("16: a delete that is answered spaceNotExist with %i is done", async (status) => {
  const { drive, emulator } = await opened();
  emulator.fault({ on: "delete", kind: "error", code: "spaceNotExist", status });
  await expect(drive.delete({ spaceId: "900000001", unionId, forceDestroy: true })).resolves.toBeUndefined();
});

describe("18: of a user", () => {
  const details = (result: object) => old({ errcode: 0, errmsg: "ok", result, request_id: "r" });

  test("the name may be missing", async () => {
    const { drive, emulator } = await opened();
    emulator.fault(details({ userid: "user1", unionid: "u1" }));
    await expect(drive.user("user1")).resolves.toEqual({ userId: "user1", unionId: "u1", name: undefined });
  });

  test.each([
    ["missing", {}],
    ["empty", { unionid: "" }],
    ["null", { unionid: null }],
  ])("a unionid that is %s is one call, and an error that names field and permission", async (_, more) => {
    const { message, calls } = await answered(details({ userid: "user1", name: "N", ...more }), user);
    expect(message).toMatch(
      /has no unionid \(unionid\.hidden\)\. Grant the app the permission qyapi_get_member and the field unionid/,
    );
    expect(calls).toBe(1);
  });
});
