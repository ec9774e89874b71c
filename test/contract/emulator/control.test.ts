import { signedIn, type Caller } from "../../support/caller";

const post = (caller: Caller, path: string, body: unknown) =>
  caller.send(`/_emulator/${path}`, { method: "POST", body, token: undefined });

const get = (caller: Caller, path: string) => caller.send(`/_emulator/${path}`, { token: undefined });

describe("the control API", () => {
  it("tells where the emulator is and what it holds", async () => {
    const caller = await signedIn({ spaces: ["a"] });
    const { json } = await get(caller, "");
    expect(json).toMatchObject({ endpoint: caller.emulator.endpoint, spaces: 1, calls: 1, monthUsed: 0 });
    expect(JSON.stringify(json)).not.toContain(caller.emulator.app.clientSecret);
  });

  it("sums the calls up by API, lists them, and forgets them", async () => {
    const caller = await signedIn();
    await caller.add("a");
    await caller.add("");
    expect((await get(caller, "calls")).json).toEqual({
      calls: 3,
      counted: 2,
      throttled: 0,
      failed: 1,
      tokensIssued: 1,
      byApi: {
        token: { calls: 1, counted: 0, throttled: 0, failed: 0 },
        add: { calls: 2, counted: 2, throttled: 0, failed: 1 },
      },
    });
    expect(JSON.parse((await get(caller, "calls/list?api=add")).text)).toMatchObject([
      { number: 2, api: "add", status: 200, body: { name: "a" } },
      { number: 3, api: "add", status: 400, code: "param.error" },
    ]);
    await post(caller, "reset", undefined);
    expect((await get(caller, "calls")).json["calls"]).toBe(0);
  });

  it("is not recorded, limited or counted itself", async () => {
    const caller = await signedIn({ limits: { callsPerSecond: 1 } });
    for (let call = 0; call < 5; call += 1) expect((await get(caller, "spaces")).status).toBe(200);
    expect(caller.emulator.count()).toBe(1);
  });

  it("asks for faults, shows them, and takes them back", async () => {
    const caller = await signedIn();
    const asked = await post(caller, "faults", [
      { on: "add", kind: "error", code: "name.invalid", times: "always", match: { name: "x" } },
      { on: "list", kind: "html" },
    ]);
    expect(JSON.parse(asked.text)).toMatchObject([{ id: 1 }, { id: 2, when: "before" }]);
    expect((await caller.add("x")).json["code"]).toBe("name.invalid");
    expect((await caller.add("y")).status).toBe(200);
    expect(JSON.parse((await get(caller, "faults")).text)).toMatchObject([
      { id: 1, hits: 1, times: "always" },
      { id: 2 },
    ]);
    expect((await caller.send("/_emulator/faults/1", { method: "DELETE" })).status).toBe(200);
    expect((await caller.add("x")).status).toBe(200);
    await caller.send("/_emulator/faults", { method: "DELETE" });
    expect(caller.emulator.faults).toEqual([]);
  });

  it.each([
    ["faults", { on: "nothing", kind: "reset" }, "A fault's 'on' is one of: any, token, add"],
    ["faults", { on: "add", kind: "wrong" }, "A fault's 'kind' is one of: error, noAnswer"],
    ["faults", { on: "add", kind: "error" }, "A fault of kind 'error' needs 'code'."],
    ["faults", { on: "add", kind: "reset", tims: 2 }, "A fault of kind 'reset' has no 'tims'."],
    ["faults", { on: "add", kind: "reset", match: { nam: "x" } }, "A fault's 'match' has no 'nam'."],
    ["faults", { on: "add", kind: "circle", tokens: ["x"] }, "'circle' strikes only: list, entries."],
    ["faults", { on: "list", kind: "circle" }, "A fault of kind 'circle' needs 'tokens'."],
    [
      "faults",
      { on: "add", kind: "changedName", how: "odd" },
      "A fault of kind 'changedName' has a wrong 'how'.",
    ],
    ["faults", { on: "list", kind: "tlsAlert" }, "A fault of kind 'tlsAlert' needs https."],
    ["faults", { on: "add", kind: "reset", times: 0 }, "A fault of kind 'reset' has a wrong 'times'."],
    ["faults", "{", "The body is not JSON."],
    ["spaces", { nam: "x" }, "body must"],
    ["spaces/9", { name: "x" }, "There is no space '9'."],
    ["behaviour", { latency: 5 }, "body must NOT have additional properties"],
    ["month", {}, "body must have required property 'used'"],
    ["apps/nobody", {}, "There is no app 'nobody'."],
  ])("refuses to %s the body %j", async (path, body, message) => {
    const caller = await signedIn();
    const reply = await post(caller, path, body);
    expect(reply.status).toBe(400);
    expect(reply.json["error"]).toContain(message);
  });

  it("arranges spaces and files", async () => {
    const caller = await signedIn();
    const made = await post(caller, "spaces", {
      name: "Finance",
      spaceId: "7",
      files: [{ name: "a", size: 4 }],
    });
    expect(made.json).toMatchObject({ spaceId: "7", spaceName: "Finance", usedQuota: 4 });
    expect((await post(caller, "spaces/7/files", { name: "b", size: 6 })).json["id"]).toEqual(
      expect.any(String),
    );
    expect((await post(caller, "spaces/7", { name: "Money", quota: 100 })).json).toMatchObject({
      spaceName: "Money",
      quota: 100,
      usedQuota: 10,
    });
    expect((await post(caller, "spaces/7", { usedQuota: 0 })).json["usedQuota"]).toBe(0);
    expect((await post(caller, "spaces/7", { usedQuota: null })).json["usedQuota"]).toBe(10);
    expect(JSON.parse((await get(caller, "spaces")).text)).toHaveLength(1);
    expect((await caller.send("/_emulator/spaces/7", { method: "DELETE" })).status).toBe(200);
    expect(caller.emulator.spaces.size).toBe(0);
  });

  it("revokes tokens, sets the month, and changes an app", async () => {
    const caller = await signedIn();
    const { clientId } = caller.emulator.app;
    expect((await post(caller, "tokens/revoke", { clientId })).json).toEqual({ revoked: 1 });
    expect((await caller.list()).json["code"]).toBe("InvalidAuthentication");
    await caller.signIn();
    await post(caller, `apps/${clientId}`, { clientSecret: "rotated", scopes: ["Drive.Space.Read"] });
    expect(caller.emulator.app.clientSecret).toBe("rotated");
    expect((await caller.storage()).status).toBe(403);
    await post(caller, "month", { used: 12 });
    expect((await get(caller, "month")).json).toEqual({ used: 12 });
  });

  it("changes how the emulator behaves", async () => {
    const caller = await signedIn({ spaces: ["a"] });
    const changed = await post(caller, "behaviour", {
      duplicateNames: "name.invalid",
      invalidName: "^x",
      limits: { monthlyQuota: false, callsPerSecond: 1_000 },
    });
    expect(changed.json).toMatchObject({ duplicateNames: "name.invalid", invalidName: "^x", latencyMs: 0 });
    expect((await caller.add("a")).json["code"]).toBe("name.invalid");
    expect((await caller.add("xy")).json["code"]).toBe("name.invalid");
    expect((await caller.add("y")).status).toBe(200);
    expect((await get(caller, "behaviour")).json["limits"]).toEqual({
      monthlyQuota: false,
      callsPerSecond: 1_000,
    });
  });
});
