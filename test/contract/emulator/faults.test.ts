import type { FaultSpec } from "../../tools/emulator/src";
import { each, signedIn, type Caller, type Reply } from "../../support/caller";

/** The reply, or the code or name of what `fetch` fails with instead. */
const outcome = (reply: Promise<Reply>): Promise<Reply | string> =>
  reply.catch((thrown: unknown) => {
    const error = thrown as { name: string; cause?: { name: string; code?: string } };
    return error.cause?.code ?? error.cause?.name ?? error.name;
  });

const patience = (ms: number) => ({ signal: AbortSignal.timeout(ms) });

const names = (caller: Caller) => caller.emulator.spaces.all().map((space) => space.name);

describe("an error fault", () => {
  it("has the status documented for that call and is answered before the deed", async () => {
    const caller = await signedIn();
    const { emulator } = caller;
    emulator.fault({ on: "any", kind: "error", code: "request.overlimit", times: 2 });
    expect((await caller.add("Finance")).status).toBe(400);
    const reply = await caller.query(["1"]);
    expect([reply.status, reply.json["code"], reply.json["message"]]).toEqual([
      500,
      "request.overlimit",
      "You have sent too many requests.",
    ]);
    expect(names(caller)).toEqual([]);
    expect(emulator.summary()["add"]).toEqual({ calls: 1, counted: 0, throttled: 1, failed: 1 });
  });

  it.each([
    ["list", "unknown.error", 500],
    ["list", "param.error.maxresults", 400],
    ["storage", "systemError", 500],
    ["storage", "unknownError", 500],
    ["storage", "operationTimeout", 503],
    ["storage", "Forbidden.AccessDenied.IpNotInWhiteList", 403],
    ["token", "server.error", 500],
  ] as const)("on %s with code %s is answered %i", async (on, code, status) => {
    const caller = await signedIn();
    caller.emulator.fault({ on, kind: "error", code });
    const { clientId, clientSecret } = caller.emulator.app;
    const reply = await {
      list: () => caller.list(),
      storage: () => caller.storage(),
      token: () =>
        caller.send("/v1.0/oauth2/accessToken", { body: { appKey: clientId, appSecret: clientSecret } }),
    }[on]();
    expect([reply.status, reply.json["code"]]).toEqual([status, code]);
  });

  it("may have another status, another message, other keys, and come late", async () => {
    const caller = await signedIn();
    const from = performance.now();
    caller.emulator.fault({
      on: "add",
      kind: "error",
      code: "unknown.error",
      status: 400,
      message: "No.",
      keys: "pascal",
      requiredScopes: ["a"],
      delayMs: 50,
    });
    const { status, json, headers } = await caller.add("Finance");
    expect(performance.now() - from).toBeGreaterThanOrEqual(45);
    expect(status).toBe(400);
    expect(json).toEqual({
      Code: "unknown.error",
      RequestId: headers.get("x-acs-request-id"),
      Message: "No.",
      AccessDeniedDetail: { requiredScopes: ["a"] },
    });
  });

  it("may come once the deed is done, which is counted", async () => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "error", code: "unknown.error", when: "after" });
    expect((await caller.add("Finance")).status).toBe(500);
    expect(names(caller)).toEqual(["Finance"]);
    expect(caller.emulator.monthUsed()).toBe(1);
  });
});

describe("which calls a fault strikes", () => {
  const refusal = { kind: "error", code: "unknown.error" } as const;

  it("is so many, after so many", async () => {
    const caller = await signedIn();
    const fault = caller.emulator.fault({ on: "list", ...refusal, skip: 1, times: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await caller.list()).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect(fault.hits).toBe(2);
  });

  it("is all of them, until the fault is removed", async () => {
    const caller = await signedIn();
    const fault = caller.emulator.fault({ on: "list", ...refusal, times: Infinity });
    for (let call = 0; call < 3; call += 1) expect((await caller.list()).status).toBe(500);
    fault.remove();
    expect((await caller.list()).status).toBe(200);
    expect(caller.emulator.faults).toEqual([]);
  });

  it("is told by name, id, user, organization or page", async () => {
    const caller = await signedIn({ spaces: ["a", "b"] });
    const { emulator } = caller;
    const [space] = emulator.spaces.all();
    const spaceId = space?.spaceId ?? "";
    const struck = async (fault: FaultSpec, passes: () => Promise<Reply>, fails: () => Promise<Reply>) => {
      const armed = emulator.fault({ ...fault, times: Infinity });
      expect((await passes()).status).toBe(200);
      expect((await fails()).status).toBe(500);
      armed.remove();
    };
    await struck(
      { on: "add", ...refusal, match: { name: "x" } },
      () => caller.add("y"),
      () => caller.add("x"),
    );
    await struck(
      { on: "add", ...refusal, match: { name: /^x/ } },
      () => caller.add("y"),
      () => caller.add("xx"),
    );
    await struck(
      { on: "query", ...refusal, match: { spaceId } },
      () => caller.query(["other"]),
      () => caller.query(["other", spaceId]),
    );
    await struck(
      { on: "entries", ...refusal, match: { spaceId } },
      () => caller.entries(emulator.spaces.named("b")[0]?.spaceId ?? ""),
      () => caller.entries(spaceId),
    );
    await struck(
      { on: "list", ...refusal, match: { unionId: "u2" } },
      () => caller.list(),
      () => caller.list({ unionId: "u2" }),
    );
    const { nextToken } = (await caller.list({ maxResults: "1" })).json;
    await struck(
      { on: "list", ...refusal, match: { firstPage: false } },
      () => caller.list(),
      () => caller.list({ nextToken: String(nextToken) }),
    );
    await struck(
      { on: "storage", ...refusal, match: { corpId: emulator.app.corpId } },
      () => caller.list(),
      () => caller.storage(),
    );
    await struck(
      { on: "any", ...refusal, match: (call) => call.method === "GET" },
      () => caller.query(["1"]),
      () => caller.list(),
    );
  });

  it("is the first fault's that fits, and a test may wait for it", async () => {
    const caller = await signedIn();
    const first = caller.emulator.fault({ on: "add", kind: "error", code: "name.invalid" });
    const second = caller.emulator.fault({ on: "add", kind: "error", code: "param.error" });
    expect((await caller.add("x")).json["code"]).toBe("name.invalid");
    expect((await caller.add("x")).json["code"]).toBe("param.error");
    expect((await first.struck).body).toMatchObject({ name: "x" });
    expect([first.hits, second.hits]).toEqual([1, 1]);
  });
});

describe("a connection that", () => {
  it.each([
    ["before", []],
    ["after", ["Finance"]],
  ] as const)("is never answered, held %s the deed", async (when, left) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "noAnswer", when });
    expect(await outcome(caller.add("Finance", patience(100)))).toBe("TimeoutError");
    await caller.emulator.settled();
    expect(names(caller)).toEqual(left);
    expect(caller.emulator.calls.at(-1)).toMatchObject({
      api: "add",
      fault: "noAnswer",
      counted: when === "after",
    });
    expect(caller.emulator.calls.at(-1)?.status).toBeUndefined();
  });

  it.each([
    ["before", []],
    ["after", ["Finance"]],
  ] as const)("is reset %s the deed", async (when, left) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "reset", when });
    expect(await outcome(caller.add("Finance"))).toBe("ECONNRESET");
    expect(names(caller)).toEqual(left);
  });

  it("is cut in the middle of the answer, after the deed", async () => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "cut" });
    expect(await outcome(caller.add("Finance"))).toBe("UND_ERR_SOCKET");
    expect(names(caller)).toEqual(["Finance"]);
    caller.emulator.fault({ on: "delete", kind: "cut" });
    expect(await outcome(caller.delete(caller.emulator.spaces.all()[0]?.spaceId ?? ""))).toBe(
      "UND_ERR_SOCKET",
    );
    expect(names(caller)).toEqual([]);
  });

  it("is given up by the caller, who does not see the deed done later", async () => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "late", delayMs: 200 });
    expect(await outcome(caller.add("Finance", patience(50)))).toBe("TimeoutError");
    expect(names(caller)).toEqual([]);
    await caller.emulator.settled();
    expect(names(caller)).toEqual(["Finance"]);
    expect(caller.emulator.monthUsed()).toBe(1);
  });

  it("answers in drops", async () => {
    const caller = await signedIn({ spaces: ["a"] });
    caller.emulator.fault({ on: "list", kind: "slowBody", overMs: 100 });
    const from = performance.now();
    const reply = await caller.list();
    expect(performance.now() - from).toBeGreaterThanOrEqual(80);
    expect(each(reply, "spaces", "spaceName")).toEqual(["a"]);
    caller.emulator.fault({ on: "list", kind: "slowBody", overMs: 10_000 });
    expect(await outcome(caller.list({}, patience(100)))).toBe("TimeoutError");
  });

  it("is held does not hold up the end of the emulator", async () => {
    const caller = await signedIn();
    caller.emulator.behaviour.latencyMs = 60_000;
    const slow = outcome(caller.list());
    while (caller.emulator.count("list") < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    caller.emulator.behaviour.latencyMs = 0;
    caller.emulator.fault({ on: "list", kind: "noAnswer" });
    const held = outcome(caller.list());
    while (caller.emulator.count("list") < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const from = performance.now();
    await caller.emulator.close();
    expect(performance.now() - from).toBeLessThan(1_000);
    expect([await slow, await held].every((result) => typeof result === "string")).toBe(true);
  });
});

describe("an answer that", () => {
  it.each([
    ["is no JSON", {}, '{"spaceId": '],
    ["is empty", { text: "" }, ""],
    ["is null", { text: "null" }, "null"],
  ])("%s comes with 200, after the deed", async (_what, more, text) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "unreadable", ...more });
    const reply = await caller.add("Finance");
    expect([reply.status, reply.text]).toEqual([200, text]);
    expect(names(caller)).toEqual(["Finance"]);
  });

  it("lacks what matters, or what is named", async () => {
    const caller = await signedIn({ spaces: ["a"] });
    const { emulator } = caller;
    emulator.fault({ on: "add", kind: "incomplete" });
    expect((await caller.add("Finance")).json).not.toHaveProperty("spaceId");
    emulator.fault({ on: "list", kind: "incomplete" });
    expect((await caller.list()).json).toEqual({});
    emulator.fault({ on: "list", kind: "incomplete", without: ["spaceName", "quota"] });
    expect(Object.keys(((await caller.list()).json["spaces"] as object[])[0] ?? {})).toEqual([
      "spaceId",
      "spaceType",
      "usedQuota",
      "permissionMode",
      "createTime",
      "modifyTime",
    ]);
    emulator.fault({ on: "storage", kind: "incomplete", without: ["quota"] });
    expect((await caller.storage()).json).toEqual({
      org: { corpId: emulator.app.corpId, partitions: [{ partitionType: "PUBLIC_OSS_PARTITION" }] },
    });
  });

  it("leaves half of a list out", async () => {
    const spaces = Array.from({ length: 4 }, (_, index) => ({ name: `s${index}`, spaceId: String(index) }));
    const caller = await signedIn({ spaces });
    caller.emulator.fault({ on: "query", kind: "incomplete", half: true });
    expect(each(await caller.query(["0", "1", "2", "3"]), "spaces", "spaceId")).toEqual(["0", "1"]);
  });

  it.each([[null], [5], [""], ["again"]])("has the nextToken %j", async (nextToken) => {
    const caller = await signedIn({ spaces: ["a", "b"] });
    caller.emulator.fault({ on: "list", kind: "incomplete", nextToken });
    const { json } = await caller.list({ maxResults: "1" });
    expect(json["nextToken"]).toBe(nextToken);
    expect(json["spaces"]).toHaveLength(1);
  });

  it.each([200, 405])("is the page of a blocked address, with status %i", async (status) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "html", status });
    const reply = await caller.add("Finance");
    expect([reply.status, reply.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(reply.text).toContain("<html>");
    expect(names(caller)).toEqual([]);
    expect(caller.emulator.calls.at(-1)?.counted).toBe(false);
  });

  it("is the other form of the same", async () => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "blocked" });
    const reply = await caller.add("Finance");
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      status: 1111,
      wait: 5,
      source: "x5",
      punish: "deny",
      uuid: expect.stringMatching(/^[\da-f]{32}$/) as unknown,
    });
  });

  it.each([302, 307] as const)(
    "redirects with %i, and who follows is recorded with the token",
    async (status) => {
      const caller = await signedIn();
      caller.emulator.fault({ on: "list", kind: "redirect", status });
      const reply = await caller.list();
      expect([reply.status, reply.headers.get("location")]).toEqual([status, "/_emulator/redirected"]);
      expect(caller.emulator.count("redirected")).toBe(0);
      await caller.send(reply.headers.get("location") ?? "");
      expect(caller.emulator.calls.at(-1)).toMatchObject({ api: "redirected", hadToken: true });
    },
  );

  it("redirects elsewhere", async () => {
    const caller = await signedIn();
    const location = "http://127.0.0.1:9/elsewhere";
    caller.emulator.fault({ on: "list", kind: "redirect", location });
    expect((await caller.list()).headers.get("location")).toBe(location);
  });

  it("spells the keys of whatever error it is differently", async () => {
    const caller = await signedIn({ addForbidden: true });
    caller.emulator.fault({ on: "add", kind: "respelt" });
    expect(Object.keys((await caller.add("Finance")).json)).toEqual(["Code", "RequestId", "Message"]);
  });

  it("repeats the secrets it was sent", async () => {
    const caller = await signedIn();
    const { app } = caller.emulator;
    caller.emulator.fault({ on: "any", kind: "secretEcho", times: 3 });
    const token = caller.token ?? "";
    expect((await caller.list()).json["message"]).toContain(token);
    expect((await caller.user({ userid: "u" })).json["errmsg"]).toContain(token);
    const body = { appKey: app.clientId, appSecret: app.clientSecret };
    const reply = await caller.send("/v1.0/oauth2/accessToken", { body });
    expect([reply.status, reply.json["code"]]).toEqual([500, "server.error"]);
    expect(reply.json["message"]).toContain(app.clientSecret);
  });

  it("is any other", async () => {
    const caller = await signedIn();
    const body = { spaces: "none" };
    caller.emulator.fault({ on: "list", kind: "answer", status: 299, body, headers: { "x-more": "1" } });
    const reply = await caller.list();
    expect([reply.status, reply.json, reply.headers.get("x-more")]).toEqual([299, body, "1"]);
    expect(reply.headers.get("x-acs-request-id")).toBeTruthy();
  });
});
