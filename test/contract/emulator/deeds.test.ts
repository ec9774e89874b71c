import { each, signedIn, type Caller } from "../../support/caller";

const names = ({ emulator }: Caller) => emulator.spaces.all().map(({ name }) => name);

const listed = async (caller: Caller) => each(await caller.list(), "spaces", "spaceName");

const queried = async (caller: Caller, id: unknown) =>
  each(await caller.query([String(id)]), "spaces", "spaceId").length;

describe("a deed that", () => {
  it("was not done is answered 200 all the same", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    caller.emulator.fault({ on: "delete", kind: "answer", status: 200 });
    const deleted = await caller.delete("1");
    expect([deleted.status, deleted.text, names(caller)]).toEqual([200, "", ["a"]]);
    caller.emulator.fault({ on: "add", kind: "answer", status: 200, body: {} });
    expect((await caller.add("b")).json).toEqual({});
    expect(names(caller)).toEqual(["a"]);
  });

  it("was done is answered with nothing but {}", async () => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "answer", status: 200, body: {}, when: "after" });
    expect((await caller.add("b")).json).toEqual({});
    expect(names(caller)).toEqual(["b"]);
  });

  it.each(["system.error", "system.busy", "concurrentError", "operationConcurrentControl", "tryAgainLater"])(
    "was done is answered 400 %s",
    async (code) => {
      const caller = await signedIn();
      caller.emulator.fault({ on: "add", kind: "error", code, when: "after" });
      const reply = await caller.add("b");
      expect([reply.status, reply.json["code"], names(caller)]).toEqual([400, code, ["b"]]);
    },
  );

  it.each([502, 503, 504])("was done is answered %i with a gateway's page", async (status) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "html", status, when: "after" });
    const reply = await caller.add("b");
    expect([reply.status, reply.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(reply.text).toContain(`<title>${status} `);
    expect(reply.text).not.toContain("blocked");
    expect(names(caller)).toEqual(["b"]);
  });

  it("is shown late, by lists and queries, while others are shown at once", async () => {
    let time = Date.now();
    const caller = await signedIn({ clock: () => time });
    caller.emulator.fault({ on: "add", kind: "hidden", forMs: 5_000, match: { name: "late" } });
    const { spaceId } = (await caller.add("late")).json;
    await caller.add("other");
    expect([await listed(caller), await queried(caller, spaceId)]).toEqual([["other"], 0]);
    expect(names(caller)).toEqual(["late", "other"]);
    time += 5_000;
    expect([await listed(caller), await queried(caller, spaceId)]).toEqual([["late", "other"], 1]);
  });

  it("took a space away is still shown without it being there", async () => {
    let time = Date.now();
    const caller = await signedIn({ clock: () => time, spaces: [{ name: "a", spaceId: "1" }, "b"] });
    caller.emulator.fault({ on: "delete", kind: "lingering", forMs: 5_000 });
    expect((await caller.delete("1")).status).toBe(200);
    expect(names(caller)).toEqual(["b"]);
    expect([await listed(caller), await queried(caller, "1")]).toEqual([["a", "b"], 1]);
    expect((await caller.delete("1")).json["code"]).toBe("param.error");
    time += 5_000;
    expect([await listed(caller), await queried(caller, "1")]).toEqual([["b"], 0]);
  });

  it.each([
    ["blanks", {}, "a  b ", "a b"],
    ["cut", { length: 3 }, "财务部門", "财务部"],
    ["finalDot", {}, "Acme Inc.", "Acme Inc"],
    ["forbidden", {}, 'a*b"c|d', "a_b_c_d"],
    ["nfc", {}, "Cafe\u0301", "Caf\u00e9"],
  ] as const)("makes the space under another name: %s", async (how, more, name, made) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "changedName", how, ...more });
    expect((await caller.add(name)).json["spaceName"]).toBe(made);
    expect(names(caller)).toEqual([made]);
    expect(caller.emulator.calls.at(-1)?.body).toMatchObject({ name });
  });
});

describe("an answer that shows nothing", () => {
  it.each([
    [["x"], ["x", "x", "x"]],
    [
      ["x", "y"],
      ["x", "y", "x"],
    ],
  ])("leads round by the tokens %j", async (tokens, seen) => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1", files: [{ name: "f" }] }] });
    caller.emulator.fault({ on: "any", kind: "circle", tokens, times: Infinity });
    for (const [list, page] of [
      ["dentries", (query: Record<string, string>) => caller.entries("1", query)],
      ["spaces", (query: Record<string, string>) => caller.list(query)],
    ] as const) {
      let nextToken = "";
      for (const token of seen) {
        const { json } = await page(nextToken === "" ? {} : { nextToken });
        expect(json).toEqual({ [list]: [], nextToken: token });
        nextToken = token;
      }
    }
  });

  it("is what a blind operator gets, who may do nothing either", async () => {
    const caller = await signedIn({ spaces: [{ name: "a", spaceId: "1" }] });
    const { emulator } = caller;
    emulator.fault({ on: "any", kind: "blind", times: Infinity, match: { unionId: emulator.unionId } });
    expect((await caller.list()).json).toEqual({ spaces: [] });
    expect((await caller.query(["1"])).json).toEqual({ spaces: [] });
    expect((await caller.storage()).json["code"]).toBe("permissionDenied");
    expect((await caller.entries("1")).json["code"]).toBe("permissionDenied");
    expect((await caller.add("b")).json["code"]).toBe("no.priviledge");
    expect((await caller.delete("1")).json["code"]).toBe("no.priviledge");
    expect((await caller.list({ unionId: "another" })).json["spaces"]).toHaveLength(1);
    expect(names(caller)).toEqual(["a"]);
  });
});
