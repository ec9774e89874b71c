import { each, signedIn, type Reply } from "../../support/caller";

const said = ({ status, json }: Reply) => [status, json["code"]];

describe("organization storage", () => {
  it("tells one partition, with what the spaces use in it and no 'reserved'", async () => {
    const caller = await signedIn({
      partitions: [{ max: 1_000, used: 10 }],
      spaces: [
        { name: "a", files: [{ name: "f", size: 5 }] },
        { name: "b", usedQuota: 7 },
      ],
    });
    expect((await caller.storage()).json).toEqual({
      org: {
        corpId: caller.emulator.app.corpId,
        partitions: [
          { partitionType: "PUBLIC_OSS_PARTITION", quota: { used: 22, max: 1_000, type: "SHARE" } },
        ],
      },
    });
  });

  it("tells two partitions, one of them with bytes set aside", async () => {
    const caller = await signedIn({
      partitions: [
        { max: 1_000 },
        { partitionType: "MINI_OSS_PARTITION", max: 500, used: 1, reserved: 100, type: "PRIVATE" },
      ],
    });
    const { org } = (await caller.storage()).json as { org: { partitions: unknown[] } };
    expect(org.partitions[1]).toEqual({
      partitionType: "MINI_OSS_PARTITION",
      quota: { used: 1, max: 500, reserved: 100, type: "PRIVATE" },
    });
  });

  it("refuses a missing unionId, another organization, and a user who may not", async () => {
    const caller = await signedIn({ users: [{ userId: "u", unionId: "guest", readsStorage: false }] });
    expect(said(await caller.storage({ query: {} }))).toEqual([400, "paramError"]);
    expect(said(await caller.storage())).toEqual([403, "permissionDenied"]);
    const query = { unionId: "other" };
    expect(said(await caller.send("/v1.0/storage/orgs/dingother", { query }))).toEqual([
      403,
      "permissionDenied",
    ]);
  });
});

describe("what lies in a space", () => {
  it("tells files and folders, also those of size 0", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    const { spaces } = caller.emulator;
    const folder = spaces.putFile("1", { name: "2026", type: "FOLDER" });
    spaces.putFile("1", { name: "online document" });
    spaces.putFile("1", { name: "deep.txt", size: 9, parentId: folder });
    const top = await caller.entries("1");
    expect(top.json["dentries"]).toEqual([
      expect.objectContaining({ id: folder, type: "FOLDER", name: "2026" }),
      expect.objectContaining({ type: "FILE", name: "online document", size: 0 }),
    ]);
    expect(each(await caller.entries("1", { parentId: folder }), "dentries", "name")).toEqual(["deep.txt"]);
    expect(each(await caller.query(["1"]), "spaces", "usedQuota")).toEqual([9]);
  });

  it("pages by at most 50", async () => {
    const files = Array.from({ length: 60 }, (_, index) => ({ name: `f${index}` }));
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1", files }] });
    const first = await caller.entries("1");
    const second = await caller.entries("1", { nextToken: String(first.json["nextToken"]) });
    expect(each(first, "dentries", "name")).toHaveLength(50);
    expect(each(second, "dentries", "name")).toHaveLength(10);
    expect(second.json["nextToken"]).toBeUndefined();
    expect(said(await caller.entries("1", { maxResults: "51" }))).toEqual([400, "paramError"]);
  });

  it("may not know Drive's ids", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    expect((await caller.entries("1")).json["dentries"]).toEqual([]);
    caller.emulator.behaviour.storageKnowsDriveIds = false;
    expect(said(await caller.entries("1"))).toEqual([400, "paramError"]);
    expect(said(await caller.entries("9"))).toEqual([400, "paramError"]);
  });
});

describe("the old user call", () => {
  it("tells the unionId, asked with JSON or a form", async () => {
    const caller = await signedIn({ users: [{ userId: "u1", unionId: "union1", name: "Ada" }] });
    const result = { userid: "u1", unionid: "union1", name: "Ada" };
    const json = await caller.user({ userid: "u1" });
    expect(json.json).toMatchObject({
      errcode: 0,
      errmsg: "ok",
      result,
      request_id: expect.any(String) as unknown,
    });
    const form = await caller.send(`/topapi/v2/user/get?access_token=${caller.token ?? ""}`, {
      body: "userid=u1&language=en_US",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(form.json).toMatchObject({ result });
  });

  it("answers errors with HTTP 200 and an errcode", async () => {
    const caller = await signedIn();
    const errcode = ({ status, json }: Reply) => [
      status,
      json["errcode"] === 88 ? Number(json["sub_code"]) : json["errcode"],
    ];
    expect(errcode(await caller.user({ userid: "nobody" }))).toEqual([200, 60121]);
    expect(errcode(await caller.user({}))).toEqual([200, 40035]);
    expect(errcode(await caller.user({ userid: "user1" }, "wrong"))).toEqual([200, 40014]);
    caller.emulator.app.scopes.delete("qyapi_get_member");
    expect(errcode(await caller.user({ userid: "user1" }))).toEqual([200, 60011]);
    caller.emulator.fault({ on: "user", kind: "error", code: "90002" });
    expect(errcode(await caller.user({ userid: "user1" }))).toEqual([200, 90002]);
  });

  it("is free, as token calls are", async () => {
    const caller = await signedIn({ limits: { monthlyQuota: 1 } });
    await caller.user({ userid: "user1" });
    await caller.signIn();
    expect(caller.emulator.monthUsed()).toBe(0);
    await caller.storage();
    expect(caller.emulator.monthUsed()).toBe(1);
  });
});
