import { each, signedIn, type Reply } from "../../support/caller";

const said = ({ status, json }: Reply) => [status, json["code"]];

describe("add", () => {
  it("makes a space and tells its eight fields", async () => {
    const caller = await signedIn({ clock: () => Date.UTC(2026, 7, 1, 10, 47, 8) });
    const { status, json } = await caller.add("Finance");
    expect(status).toBe(200);
    expect(json).toEqual({
      spaceId: expect.any(String) as unknown,
      spaceName: "Finance",
      spaceType: "org",
      quota: -1,
      usedQuota: 0,
      permissionMode: "acl",
      createTime: "2026-08-01T10:47:08Z",
      modifyTime: "2026-08-01T10:47:08Z",
    });
    expect(caller.emulator.spaces.named("Finance")).toHaveLength(1);
  });

  it("tells times to the minute where asked to, by a clock that may be ahead", async () => {
    const caller = await signedIn({
      clock: () => Date.UTC(2026, 7, 1, 10, 47, 8),
      clockSkewMs: 60_000,
      timeForm: "minutes",
    });
    expect((await caller.add("Finance")).json["createTime"]).toBe("2026-08-01T10:48Z");
  });

  it("lets two spaces have one name, or not", async () => {
    const caller = await signedIn({ spaces: ["Finance"] });
    expect((await caller.add("Finance")).status).toBe(200);
    caller.emulator.behaviour.duplicateNames = "name.invalid";
    expect(said(await caller.add("Finance"))).toEqual([400, "name.invalid"]);
  });

  it.each([undefined, "", 5])("refuses the name %p with param.error", async (name) => {
    const caller = await signedIn();
    expect(said(await caller.add(name))).toEqual([400, "param.error"]);
  });

  it("refuses a call without a unionId, or without a body", async () => {
    const caller = await signedIn();
    expect(said(await caller.add("", { body: { name: "Finance" } }))).toEqual([400, "param.error"]);
    expect(said(await caller.add("", { body: "no JSON" }))).toEqual([400, "param.error"]);
  });

  it("refuses names by rule with name.invalid", async () => {
    const caller = await signedIn({ invalidName: /[/\\]/ });
    expect(said(await caller.add("a/b"))).toEqual([400, "name.invalid"]);
    caller.emulator.behaviour.invalidName = (name) => name.length > 3;
    expect(said(await caller.add("long"))).toEqual([400, "name.invalid"]);
  });

  it("is addSpace.forbiden once the administrator has switched it off", async () => {
    const caller = await signedIn({ addForbidden: true });
    expect(said(await caller.add("Finance"))).toEqual([400, "addSpace.forbiden"]);
    expect(caller.emulator.spaces.size).toBe(0);
  });

  it("may ask for a unionId that somebody has", async () => {
    const caller = await signedIn({ unknownUnionId: "no.priviledge" });
    const body = { name: "Finance", unionId: "stranger" };
    expect(said(await caller.add("", { body }))).toEqual([400, "no.priviledge"]);
    expect((await caller.add("Finance")).status).toBe(200);
  });
});

describe("delete", () => {
  it("removes the space with what is in it, and has an empty body", async () => {
    const caller = await signedIn({
      spaces: [{ name: "Finance", spaceId: "7", files: [{ name: "a", size: 5 }] }],
    });
    const { status, text } = await caller.delete("7");
    expect([status, text]).toEqual([200, ""]);
    expect(caller.emulator.spaces.get("7")).toBeUndefined();
  });

  it.each(["ok", "param.error", "no.priviledge", "unknown.error"])(
    "answers %s for a space that is gone, where so configured",
    async (alreadyGone) => {
      const caller = await signedIn({ alreadyGone });
      const reply = await caller.delete("7");
      expect(reply.json["code"]).toBe(alreadyGone === "ok" ? undefined : alreadyGone);
      expect(reply.status).toBe(alreadyGone === "ok" ? 200 : alreadyGone === "unknown.error" ? 500 : 400);
    },
  );

  it("does not work on the all-staff folder", async () => {
    const caller = await signedIn({ spaces: [{ name: "All", spaceId: "7", allStaff: true }] });
    expect(said(await caller.delete("7"))).toEqual([400, "unsupported.operation"]);
    expect(caller.emulator.spaces.size).toBe(1);
  });

  it("is for those who see the space", async () => {
    const caller = await signedIn({ spaces: [{ name: "Other", spaceId: "7", visibleTo: ["somebody"] }] });
    expect(said(await caller.delete("7"))).toEqual([400, "no.priviledge"]);
    expect(said(await caller.delete("7", { query: {} }))).toEqual([400, "param.error"]);
  });
});

describe("list", () => {
  it.each(["absent", "empty"] as const)("pages to an end that is %s", async (listEnd) => {
    const spaces = Array.from({ length: 120 }, (_, index) => `Space ${index}`);
    const caller = await signedIn({ spaces, listEnd });
    const names: unknown[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const reply = await caller.list(token === undefined ? {} : { nextToken: token });
      names.push(...each(reply, "spaces", "spaceName"));
      token = reply.json["nextToken"] as string | undefined;
      pages += 1;
    } while (token !== undefined && token !== "");
    expect(names).toEqual(spaces);
    expect(pages).toBe(3);
    expect(token).toBe(listEnd === "empty" ? "" : undefined);
  });

  it("skips and repeats nothing when spaces go and come between two pages", async () => {
    const caller = await signedIn({ spaces: ["a", "b", "c", "d"] });
    const first = await caller.list({ maxResults: "2" });
    const [last] = caller.emulator.spaces.named("b");
    caller.emulator.spaces.remove(last?.spaceId ?? "");
    caller.emulator.spaces.add("e");
    const second = await caller.list({ nextToken: String(first.json["nextToken"]) });
    expect(each(second, "spaces", "spaceName")).toEqual(["c", "d", "e"]);
  });

  it.each([
    ["newest", ["b", "c", "a"]],
    ["name", ["a", "b", "c"]],
    ["oldest", ["a", "c", "b"]],
  ] as const)("comes in the order %s", async (listOrder, names) => {
    const caller = await signedIn({ spaces: ["a", "c", "b"], listOrder });
    const first = await caller.list({ maxResults: "1" });
    const rest = await caller.list({ nextToken: String(first.json["nextToken"]) });
    expect([...each(first, "spaces", "spaceName"), ...each(rest, "spaces", "spaceName")]).toEqual(names);
  });

  it.each([
    ["no maxResults", { maxResults: "" }, "param.error"],
    ["0", { maxResults: "0" }, "param.error"],
    ["51", { maxResults: "51" }, "param.error.maxresults"],
    ["a nextToken that was never given", { nextToken: "made-up" }, "param.error"],
    ["an unknown space type", { spaceType: "none" }, "param.error"],
    ["no unionId", { unionId: "" }, "param.error"],
  ])("refuses %s", async (_what, query, code) => {
    const caller = await signedIn();
    expect(said(await caller.list(query))).toEqual([400, code]);
  });

  it("shows what the user sees", async () => {
    const spaces = ["everybody's", { name: "mine", visibleTo: ["me"] }];
    const caller = await signedIn({ spaces });
    expect(each(await caller.list(), "spaces", "spaceName")).toEqual(["everybody's"]);
    expect(each(await caller.list({ unionId: "me" }), "spaces", "spaceName")).toEqual([
      "everybody's",
      "mine",
    ]);
    expect(each(await caller.list({ spaceType: "personal" }), "spaces", "spaceName")).toEqual([]);
  });

  it("may show a new space later than it is made", async () => {
    let now = 0;
    const caller = await signedIn({ listLagMs: 500, clock: () => now });
    await caller.add("Finance");
    expect(each(await caller.list(), "spaces", "spaceName")).toEqual([]);
    now = 500;
    expect(each(await caller.list(), "spaces", "spaceName")).toEqual(["Finance"]);
  });
});

describe("query by id", () => {
  it("tells up to 30 spaces, and leaves out ids that do not exist", async () => {
    const caller = await signedIn({
      spaces: [
        { name: "a", spaceId: "1" },
        { name: "b", spaceId: "2" },
      ],
    });
    expect(each(await caller.query(["2", "9", "1"]), "spaces", "spaceId")).toEqual(["2", "1"]);
  });

  it("fails with param.error at an unknown id, where so configured", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }], unknownIds: "param.error" });
    expect(said(await caller.query(["1", "9"]))).toEqual([400, "param.error"]);
    expect((await caller.query(["1"])).status).toBe(200);
  });

  it.each([[[]], [Array.from({ length: 31 }, String)], ["1"], [[1]], [undefined]])(
    "refuses the ids %j",
    async (ids) => {
      const caller = await signedIn();
      expect(said(await caller.query(ids))).toEqual([400, "param.error"]);
    },
  );

  it("answers no.priviledge with 500 to who is no manager", async () => {
    const caller = await signedIn({ managers: ["boss"] });
    expect(said(await caller.query(["1"]))).toEqual([500, "no.priviledge"]);
  });
});

describe("the all-staff folder", () => {
  it("stands in every organization's list, and nobody can delete it", async () => {
    const apps = ["A", "B"].map((key) => ({ clientId: key, clientSecret: "s", corpId: `corp${key}` }));
    const caller = await signedIn({ apps, spaces: ["Finance"], allStaffFolder: true });
    const { emulator } = caller;
    expect(each(await caller.list(), "spaces", "spaceName")).toEqual(["All-Staff Folder", "Finance"]);
    const id = emulator.allStaffFolder?.spaceId ?? "";
    expect(said(await caller.delete(id))).toEqual([400, "unsupported.operation"]);
    expect(emulator.spaces.get(id)).toBe(emulator.allStaffFolder);
    expect(emulator.organization("corpB").spaces.allStaffFolder?.spaceId).not.toBe(id);
  });

  it("is not among the spaces that were made, and takes no id from them", async () => {
    const { emulator } = await signedIn({ spaces: ["Finance"], allStaffFolder: true });
    const { spaces } = emulator;
    expect([spaces.size, spaces.all().map(({ spaceId }) => spaceId)]).toEqual([1, ["10001"]]);
    expect(spaces.named("All-Staff Folder")).toEqual([]);
    spaces.clear();
    expect(spaces.get(emulator.allStaffFolder?.spaceId ?? "")).toBe(emulator.allStaffFolder);
  });
});

describe("every call", () => {
  it("needs its permission, and names it where it is missing", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    caller.emulator.app.scopes.clear();
    const replies = [
      await caller.add("b"),
      await caller.delete("1"),
      await caller.list(),
      await caller.query(["1"]),
      await caller.storage(),
      await caller.entries("1"),
    ];
    expect(replies.map((reply) => [...said(reply), reply.json["accessdenieddetail"]])).toEqual(
      [
        "Drive.Space.Write",
        "Drive.Space.Write",
        "Drive.Space.Read",
        "Drive.SpaceManage.Read",
        "Storage.Org.Read",
        "Storage.File.Read",
      ].map((scope) => [
        403,
        "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        { requiredScopes: [scope] },
      ]),
    );
    expect(caller.emulator.spaces.size).toBe(1);
  });

  it("may spell the keys of its errors differently", async () => {
    const caller = await signedIn({ errorKeys: "pascal" });
    caller.emulator.app.scopes.clear();
    expect(Object.keys((await caller.list()).json)).toEqual([
      "Code",
      "RequestId",
      "Message",
      "AccessDeniedDetail",
    ]);
  });

  it("is recorded, and so are paths that are none of DingTalk's", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    await caller.add("Finance");
    const historical = await caller.send("/v1.0/drive/spaces/1?unionId=u");
    expect(said(historical)).toEqual([404, "InvalidAction.NotFound"]);
    expect(said(await caller.send("/v1.0/%zz"))[0]).toBe(404);
    expect(
      caller.emulator.calls.map(({ number, api, status, counted }) => [number, api, status, counted]),
    ).toEqual([
      [1, "token", 200, false],
      [2, "add", 200, true],
      [3, "unknown", 404, false],
      [4, "unknown", 404, false],
    ]);
    expect(caller.emulator.calls[1]).toMatchObject({
      app: caller.emulator.app.clientId,
      method: "POST",
      path: "/v1.0/drive/spaces",
      body: { name: "Finance", unionId: caller.emulator.unionId },
      hadToken: true,
    });
    caller.emulator.reset();
    expect(caller.emulator.count()).toBe(0);
  });

  it("sees the spaces of its own organization only", async () => {
    const caller = await signedIn({
      apps: [
        { clientId: "a", clientSecret: "s", corpId: "corpA" },
        { clientId: "b", clientSecret: "s", corpId: "corpB" },
      ],
      spaces: ["A's"],
    });
    caller.emulator.organization("corpB").spaces.add("B's");
    expect(each(await caller.list(), "spaces", "spaceName")).toEqual(["A's"]);
    const body = { client_id: "b", client_secret: "s", grant_type: "client_credentials" };
    const { json } = await caller.send("/v1.0/oauth2/corpB/token", { body });
    const other = await caller.list({}, { token: String(json["access_token"]) });
    expect(each(other, "spaces", "spaceName")).toEqual(["B's"]);
  });

  it("takes the latency it was given", async () => {
    const caller = await signedIn({ latencyMs: 60 });
    const from = performance.now();
    await caller.list();
    expect(performance.now() - from).toBeGreaterThanOrEqual(55);
  });
});
