import { randomDialects } from "../../support/randomDialects";
import { each, signedIn, type Caller, type Reply } from "../../support/caller";
import { assumptions, behaviourOfDialects, dialects, type EmulatorOptions } from "../../tools/emulator/src";

type Json = Record<string, unknown>;

const code = ({ json, status }: Reply) => (status === 200 ? "ok" : String(json["code"] ?? json["Code"]));

const added = async (caller: Caller, name = "a") => (await caller.add(name)).json;

const token = async (caller: Caller, more: Json = {}) => {
  const { clientId, clientSecret, corpId } = caller.emulator.app;
  const body = {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "client_credentials",
    ...more,
  };
  return await caller.send(`/v1.0/oauth2/${corpId}/token`, { body, token: undefined });
};

const fill = (caller: Caller, count: number) => {
  for (let number = 1; number <= count; number += 1) caller.emulator.spaces.add(`Space ${number}`);
};

const formOf = (time: unknown): string => {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(time))) return "seconds, UTC";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(String(time))) return "minutes, UTC";
  return /^\w{3} \w{3} \d\d \d\d:\d\d:\d\d CST \d{4}$/.test(String(time)) ? "text, CST" : String(time);
};

/** What a client sees of each assumption, in the words of the table. */
const observe: Readonly<Record<string, (caller: Caller) => Promise<string>>> = {
  "space.fields": async (caller) => {
    const space = await added(caller);
    const nulls = Object.values(space).includes(null) ? "some are null" : "none is null";
    return `${Object.keys(space).sort().join(" ")} (${nulls})`;
  },
  "space.id": async (caller) => typeof (await added(caller))["spaceId"],
  "space.sizes": async (caller) => typeof (await added(caller))["usedQuota"],
  "space.times": async (caller) => formOf((await added(caller))["createTime"]),
  "list.pages": async (caller) => {
    fill(caller, 12);
    return each(await caller.list({ maxResults: "9" }), "spaces", "spaceId").length === 9 ? "full" : "short";
  },
  "list.mostResults": async (caller) => {
    const taken = await caller.list({ maxResults: "50" });
    return taken.status === 200 ? "50" : code(taken) === "param.error.maxresults" ? "less" : code(taken);
  },
  "list.pageToken": async (caller) => {
    fill(caller, 3);
    const follow = async () => {
      const { nextToken } = (await caller.list({ maxResults: "1" })).json;
      return await caller.list({ maxResults: "1", nextToken: String(nextToken) });
    };
    const first = code(await follow());
    expect(code(await follow())).toBe("ok");
    return first === "ok" ? "taken" : first;
  },
  "list.end": async (caller) => ("nextToken" in (await caller.list()).json ? "empty" : "absent"),
  "list.order": async (caller) => {
    fill(caller, 9);
    const listed = each(await caller.list(), "spaces", "spaceName");
    const made = caller.emulator.spaces.all().map(({ name }) => name);
    return listed.join() === ["All-Staff Folder", ...made].join() ? "oldest first" : "another";
  },
  "list.allStaffFolder": async (caller) => {
    const id = caller.emulator.allStaffFolder?.spaceId ?? "";
    const listed = (await caller.list()).json["spaces"] as Json[];
    expect(listed.map(({ spaceId, spaceType }) => [spaceId, spaceType])).toEqual([[id, "org"]]);
    expect(each(await caller.query([id]), "spaces", "spaceName")).toEqual([listed[0]?.["spaceName"]]);
    return String(listed[0]?.["spaceName"]);
  },
  "list.newSpace": async (caller) => {
    const { spaceId } = await added(caller);
    const shown = [
      each(await caller.list(), "spaces", "spaceId").includes(spaceId),
      each(await caller.query([String(spaceId)]), "spaces", "spaceId").includes(spaceId),
    ];
    expect(shown[0]).toBe(shown[1]);
    return shown[0] === true ? "at once" : "late";
  },
  "list.deletedSpace": async (caller) => {
    const { spaceId } = await added(caller);
    await caller.delete(String(spaceId));
    const isListed = each(await caller.list(), "spaces", "spaceId").includes(spaceId);
    expect((await caller.query([String(spaceId)])).json["spaces"]).toHaveLength(isListed ? 1 : 0);
    return isListed ? "late" : "at once";
  },
  "add.name": async (caller) =>
    (await added(caller, "a  b."))["spaceName"] === "a  b." ? "kept" : "changed",
  "query.unknownId": async (caller) => {
    const { spaceId } = await added(caller);
    const reply = await caller.query([String(spaceId), "1"]);
    return reply.status === 200 && each(reply, "spaces", "spaceId").length === 1 ? "left out" : code(reply);
  },
  "delete.again": async (caller) => {
    const { spaceId } = await added(caller);
    await caller.delete(String(spaceId));
    return code(await caller.delete(String(spaceId)));
  },
  "token.expires": async (caller) => typeof (await token(caller)).json["expires_in"],
  "token.wrongIds": async (caller) => code(await token(caller, { client_secret: "wrong" })),
  "token.again": async (caller) => {
    const again = String((await token(caller)).json["access_token"]);
    // Each of them is good, the first one too.
    expect([(await caller.list()).status, (await caller.list({}, { token: again })).status]).toEqual([
      200, 200,
    ]);
    return again === caller.token ? "the same" : "another";
  },
  "error.keys": async (caller) => Object.keys((await caller.add("")).json)[0] ?? "",
  "error.status": async (caller) => String((await caller.add("")).status),
  "user.error": async (caller) => {
    const { json, status } = await caller.user({ userid: "user1" }, "worthless");
    expect(status).toBe(200);
    if (json["errcode"] !== 88) return json["errcode"] === 40014 ? "bare" : String(json["errcode"]);
    expect([Number(json["sub_code"]), json["sub_msg"]]).toEqual([40014, "Invalid access_token"]);
    return `88, ${typeof json["sub_code"] === "string" ? "text" : "number"}`;
  },
  "user.name": async (caller) => {
    const result = (await caller.user({ userid: "user1" })).json["result"] as Json;
    expect(result["unionid"]).toBe(caller.emulator.unionId);
    return "name" in result ? "there" : "missing";
  },
  "storage.max": async (caller) => {
    const { partitions } = (await caller.storage()).json["org"] as { partitions: { quota: Json }[] };
    return "max" in (partitions[0]?.quota ?? {}) ? "there" : "missing";
  },
};

const see = async (aspect: string, options: EmulatorOptions) => {
  const look = observe[aspect];
  if (look === undefined) throw new Error(`nothing observes ${aspect}`);
  return await look(await signedIn({ allStaffFolder: true, ...options }));
};

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))("the dialect %s", (id, dialect) => {
  it("is seen, and in plain mode what is assumed", async () => {
    const { observation } = dialect;
    if (observation === undefined) throw new Error("the dialect cannot be observed");
    expect(await see(observation.aspect, { dialects: [] })).toBe(observation.plain);
    expect(await see(observation.aspect, { dialects: [id] })).toBe(observation.dialect);
  });
});

describe("dialects", () => {
  it("stand in one table, each once, and each changes something", () => {
    const ids = assumptions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { behaviour } of dialects) expect(Object.keys(behaviour)).not.toHaveLength(0);
  });

  it("are refused if nobody knows them, or if two change one thing", async () => {
    await expect(signedIn({ dialects: ["odd"] })).rejects.toThrow(
      "There is no dialect 'odd'; there are sparse-",
    );
    await expect(signedIn({ dialects: ["minute-times", "cst-times"] })).rejects.toThrow(
      "The dialects minute-times and cst-times exclude each other.",
    );
  });

  it("give way to an option that is named", async () => {
    const caller = await signedIn({ dialects: ["minute-times", "numeric-ids"], timeForm: "seconds" });
    const space = await added(caller);
    expect([formOf(space["createTime"]), typeof space["spaceId"]]).toEqual(["seconds, UTC", "number"]);
  });

  it("are taken from the environment if none are given", async () => {
    process.env["DINGTALK_EMULATOR_DIALECTS"] = "numeric-ids, text-sizes";
    try {
      const caller = await signedIn();
      const space = await added(caller);
      expect([typeof space["spaceId"], typeof space["quota"]]).toEqual(["number", "string"]);
      expect(caller.emulator.dialects).toEqual(["numeric-ids", "text-sizes"]);
      expect((await signedIn({ dialects: [] })).emulator.dialects).toEqual([]);
    } finally {
      delete process.env["DINGTALK_EMULATOR_DIALECTS"];
    }
  });

  it("may change while the emulator runs, through the control API too", async () => {
    const caller = await signedIn({ dialects: ["numeric-ids"] });
    const body = ["text-sizes"];
    const reply = await caller.send("/_emulator/dialects", { method: "POST", body, token: undefined });
    expect(reply.json).toEqual({ spoken: ["text-sizes"] });
    const space = await added(caller);
    expect([typeof space["spaceId"], typeof space["quota"]]).toEqual(["string", "string"]);
    const { json } = await caller.send("/_emulator/dialects", { token: undefined });
    expect(json).toMatchObject({ spoken: ["text-sizes"], known: dialects.map(({ id }) => ({ id })) });
    const wrong = await caller.send("/_emulator/dialects", { method: "POST", body: ["x"], token: undefined });
    expect([wrong.status, wrong.json["error"]]).toEqual([400, expect.stringContaining("no dialect 'x'")]);
  });

  it("clothe what a fault says as well, unless the fault itself says how", async () => {
    const caller = await signedIn({ dialects: ["status-varies", "capital-error-keys"] });
    const { emulator } = caller;
    emulator.fault({ on: "list", kind: "error", code: "unknown.error" });
    const said = await caller.list();
    expect([said.status, said.json["Code"]]).toEqual([400, "unknown.error"]);
    emulator.fault({ on: "list", kind: "error", code: "unknown.error", status: 502, keys: "lower" });
    const told = await caller.list();
    expect([told.status, told.json["code"]]).toEqual([502, "unknown.error"]);
  });

  it("are picked at random, the same for the same seed, and never two that exclude each other", () => {
    const picked = Array.from({ length: 200 }, (_, seed) => randomDialects(seed));
    for (const names of picked) expect(() => behaviourOfDialects(names)).not.toThrow();
    expect(new Set(picked.flat()).size).toBe(dialects.length);
    expect(randomDialects(7)).toEqual(randomDialects(7));
    expect(new Set(picked.map((names) => names.join())).size).toBeGreaterThan(150);
    expect(randomDialects(7, [])).toEqual([]);
  });
});

describe("the old API", () => {
  it.each(["40014", "60011", "60020", "90002", "90018"])("puts %s in an envelope", async (inner) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "user", kind: "error", code: inner });
    const { json, status } = await caller.user({ userid: "user1" });
    expect([status, json["errcode"], json["sub_code"]]).toEqual([200, 88, inner]);
    expect(json["sub_msg"]).toEqual(expect.any(String));
    expect(caller.emulator.calls.at(-1)?.code).toBe(inner);
  });

  it.each(["40001", "50002", "50004", "60121", "90020", "404", "22"])("says %s bare", async (bare) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "user", kind: "error", code: bare });
    const { json, status } = await caller.user({ userid: "user1" });
    expect([status, json["errcode"]]).toEqual([200, Number(bare)]);
  });
});
