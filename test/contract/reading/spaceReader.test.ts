import type { EmulatorOptions, FaultKind } from "../../tools/emulator/src";
import { errorOf, open, readAll, type Opened } from "../../support/provider";

const names = (count: number) => Array.from({ length: count }, (_, index) => `Space ${index}`);
const idsOf = ({ emulator }: Opened) => emulator.spaces.all().map(({ spaceId }) => spaceId);

async function opened(count: number, emulator: EmulatorOptions = {}) {
  const all = await open({ emulator: { limits: false, spaces: names(count), ...emulator } });
  const read = (id: string) => all.drive.read(id, all.emulator.unionId);
  return { ...all, ids: idsOf({ ...all }), read };
}

test.each([
  [1, { token: 1, query: 1 }],
  [3, { token: 1, query: 1 }],
  [30, { token: 1, query: 1 }],
])("%d reads that come together go out as one query", async (count, expected) => {
  const { ids, read, calls } = await opened(count);
  const spaces = await Promise.all(ids.map(read));
  expect(spaces.map((space) => space?.spaceName)).toEqual(names(count));
  expect(calls()).toEqual(expected);
});

test("300 reads, 8 in flight, cost no more than 0.06 calls each", async () => {
  const { ids, read, calls } = await opened(300);
  const spaces = await readAll(ids, 8, read);
  expect(spaces.map((space) => space?.spaceId)).toEqual(ids);
  const { query = 0, list = 0, token } = calls();
  expect(token).toBe(1);
  expect(query + list).toBeLessThanOrEqual(18);
});

test("where the unionId and not an id is refused, that is found out with one page and asked no more", async () => {
  const { ids, read, calls, emulator } = await opened(100);
  for (const on of ["query", "list"] as const)
    emulator.fault({ on, kind: "error", code: "param.error", times: Infinity });
  const errors = await readAll(ids, 8, (id) => errorOf(read(id)));
  for (const { message } of errors) expect(message).toContain("(param.error, request");
  expect(calls()).toEqual({ token: 1, query: 1, list: 1 });
});

test("many that are gone at once, each failing its batch, are told from two lists", async () => {
  const { ids, read, calls, emulator } = await opened(100, { unknownIds: "param.error" });
  const gone = ids.filter((_, index) => index % 4 === 0);
  for (const id of gone) emulator.spaces.remove(id);
  const spaces = await readAll(ids, 8, read);
  expect(ids.filter((_, index) => spaces[index] === undefined)).toEqual(gone);
  const { query = 0, list = 0 } = calls();
  expect(list).toBe(4);
  expect(query).toBeLessThanOrEqual(15);
});

test("without both permissions, reads after the first make no call", async () => {
  const { ids, read, calls, emulator } = await opened(40);
  for (const scope of ["Drive.Space.Read", "Drive.SpaceManage.Read"]) emulator.app.scopes.delete(scope);
  await readAll(ids, 8, (id) => errorOf(read(id)));
  expect(calls()).toEqual({ token: 1, query: 1, list: 1 });
});

test("a stack of 3 in an organization of many costs its one query", async () => {
  const { ids, read, calls } = await opened(2_000);
  await Promise.all(ids.slice(-3).map(read));
  expect(calls()).toEqual({ token: 1, query: 1 });
});

test("an answer serves the run for seconds, and after that it is asked for again", async () => {
  const { ids, read, calls, clock, emulator } = await opened(1);
  const [id = ""] = ids;
  await read(id);
  emulator.spaces.rename(id, "Renamed");
  await expect(read(id)).resolves.toMatchObject({ spaceName: "Space 0" });
  expect(calls()).toEqual({ token: 1, query: 1 });
  await clock.pass(31_000);
  await expect(read(id)).resolves.toMatchObject({ spaceName: "Renamed" });
});

describe("a space is gone only when two answers say so", () => {
  test("a query leaves it out and the list does too", async () => {
    const { ids, read, calls, emulator } = await opened(3);
    emulator.spaces.remove(ids[1] ?? "");
    await expect(Promise.all(ids.map(read))).resolves.toEqual([
      expect.objectContaining({ spaceId: ids[0] }),
      undefined,
      expect.objectContaining({ spaceId: ids[2] }),
    ]);
    expect(calls()).toEqual({ token: 1, query: 1, list: 1 });
  });

  test("the second query says so where the app may not list", async () => {
    const { ids, read, calls, emulator } = await opened(2);
    emulator.app.scopes.delete("Drive.Space.Read");
    emulator.spaces.remove(ids[0] ?? "");
    await expect(Promise.all(ids.map(read))).resolves.toEqual([
      undefined,
      expect.objectContaining({ spaceId: ids[1] }),
    ]);
    expect(calls()).toEqual({ token: 1, query: 2, list: 1 });
  });

  test("the second list says so where the app may not query", async () => {
    const { ids, read, calls, emulator } = await opened(2);
    emulator.app.scopes.delete("Drive.SpaceManage.Read");
    emulator.spaces.remove(ids[0] ?? "");
    await expect(Promise.all(ids.map(read))).resolves.toEqual([
      undefined,
      expect.objectContaining({ spaceId: ids[1] }),
    ]);
    expect(calls()).toEqual({ token: 1, query: 1, list: 2 });
  });

  test("a query that left it out by mistake is corrected by the list", async () => {
    const { ids, read, emulator } = await opened(4);
    emulator.fault({ on: "query", kind: "incomplete", half: true });
    const spaces = await Promise.all(ids.map(read));
    expect(spaces.map((space) => space?.spaceId)).toEqual(ids);
  });

  test("an id that fails the whole batch is found by halves, and the others are read", async () => {
    const { ids, read, calls, emulator } = await opened(8, { unknownIds: "param.error" });
    emulator.spaces.remove(ids[5] ?? "");
    const spaces = await Promise.all(ids.map(read));
    expect(spaces.map((space) => space?.spaceId)).toEqual(
      ids.map((id, index) => (index === 5 ? undefined : id)),
    );
    const { query = 0, list } = calls();
    expect(query).toBeLessThanOrEqual(7);
    expect(list).toBe(2);
  });

  test("a batch that is refused for another reason loses nobody", async () => {
    const { ids, read, emulator } = await opened(3);
    emulator.fault({ on: "query", kind: "error", code: "param.error", times: Infinity });
    const spaces = await Promise.all(ids.map(read));
    expect(spaces.map((space) => space?.spaceId)).toEqual(ids);
  });

  test("a space beyond the list's first page is found there", async () => {
    const { ids, read, emulator } = await opened(120);
    emulator.fault({ on: "query", kind: "answer", status: 200, body: { spaces: [] }, times: Infinity });
    await expect(read(ids[119] ?? "")).resolves.toMatchObject({ spaceName: "Space 119" });
  });
});

test.each<[string, FaultKind]>([
  ["an unknown error", { kind: "error", code: "unknown.error", status: 500 }],
  ["a code nobody knows", { kind: "error", code: "something.new", status: 400 }],
  ["a 404 without a body", { kind: "answer", status: 404 }],
  ["a 404 with a page", { kind: "html", status: 404 }],
  ["a refusal of the operator", { kind: "error", code: "no.priviledge" }],
  ["a spent month", { kind: "error", code: "Forbidden.AccessDenied.ApiCountLimitForOrg" }],
  ["an address that is not allowed", { kind: "error", code: "Forbidden.AccessDenied.IpNotInWhiteList" }],
  ["a connection that breaks", { kind: "reset" }],
  ["half of an answer", { kind: "cut" }],
  ["no JSON", { kind: "unreadable" }],
  ["an empty body", { kind: "unreadable", text: "" }],
  ["an answer without its list", { kind: "incomplete" }],
  ["spaces without their ids", { kind: "incomplete", without: ["spaceId"] }],
  ["a block page", { kind: "html" }],
  ["the gateway's block", { kind: "blocked" }],
  ["a redirect", { kind: "redirect" }],
  ["a missing permission", { kind: "error", code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" }],
])("%s, at query and at list, is an error and never a space that is gone", async (_, fault) => {
  for (const on of ["query", "list"] as const) {
    const { ids, read, emulator } = await opened(2);
    // The list counts where the query cannot tell.
    if (on === "list") emulator.app.scopes.delete("Drive.SpaceManage.Read");
    emulator.fault({
      on: "query",
      times: Infinity,
      ...(on === "query"
        ? fault
        : { kind: "error", code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" }),
    });
    emulator.fault({ on: "list", times: Infinity, ...fault });
    const error = await errorOf(read(ids[0] ?? ""));
    expect(error.message).toMatch(/^\S.* \([\w.]+(, request [\w-]+)?\)\. \S.*\.$/);
    expect(error.message).not.toContain("\n");
    expect(emulator.count("redirected")).toBe(0);
  }
});

describe("without a permission the other call stands in", () => {
  test("for an operator who is no manager it lists, and asks only once", async () => {
    const { ids, read, calls, emulator } = await opened(3);
    emulator.fault({ on: "query", kind: "error", code: "no.priviledge", times: Infinity });
    for (const id of ids) await expect(read(id)).resolves.toMatchObject({ spaceId: id });
    expect(calls()).toEqual({ token: 1, query: 1, list: 1 });
  });

  test("without Drive.SpaceManage.Read it lists, and asks for the permission only once", async () => {
    const { ids, read, calls, emulator } = await opened(120);
    emulator.app.scopes.delete("Drive.SpaceManage.Read");
    const spaces = await readAll(ids, 8, read);
    expect(spaces.map((space) => space?.spaceId)).toEqual(ids);
    expect(calls()).toEqual({ token: 1, query: 1, list: 3 });
  });

  test("without Drive.Space.Read it queries, and asks for the permission only once", async () => {
    const { ids, read, calls, emulator } = await opened(60);
    emulator.app.scopes.delete("Drive.Space.Read");
    await readAll(ids, 8, read);
    const { list, query = 0 } = calls();
    expect(list).toBe(1);
    expect(query).toBeLessThanOrEqual(9);
  });

  test("without both it says which permission to grant", async () => {
    const { ids, read, emulator } = await opened(1);
    emulator.app.scopes.delete("Drive.Space.Read");
    emulator.app.scopes.delete("Drive.SpaceManage.Read");
    const { message } = await errorOf(read(ids[0] ?? ""));
    expect(message).toContain(
      "Grant the app the permission Drive.SpaceManage.Read in DingTalk's developer console.",
    );
  });
});

test("a space that misses fields is read with what is there", async () => {
  const { ids, read, emulator, calls } = await opened(1);
  const without = ["quota", "usedQuota", "permissionMode", "createTime", "modifyTime", "spaceName"];
  emulator.fault({ on: "query", kind: "incomplete", without });
  const [id = ""] = ids;
  await expect(read(id)).resolves.toEqual({ spaceId: id, spaceType: "org" });
  expect(calls()["query"]).toBe(1);
});

test.each(["absent", "empty"] as const)(
  "every page of a list is read to an end that is %s",
  async (listEnd) => {
    const { drive, emulator, calls } = await opened(120, { listEnd, listOrder: "scattered" });
    const all = await drive.list(emulator.unionId);
    expect(all.map(({ spaceName }) => spaceName).sort()).toEqual(["All-Staff Folder", ...names(120)].sort());
    expect(calls()).toEqual({ token: 1, list: 3 });
  },
);

test("a list that leads round in a circle is an error", async () => {
  const { drive, emulator } = await opened(120);
  const round = { spaces: [], nextToken: "round" };
  emulator.fault({ on: "list", kind: "answer", status: 200, body: round, times: Infinity });
  const { message } = await errorOf(drive.list(emulator.unionId));
  expect(message).toContain("The list's pages lead round in a circle (incomplete.answer)");
  expect(emulator.count("list")).toBe(2);
});

test("F7: a list that refuses 50 entries a page is asked again with 20, and stays there for the run", async () => {
  const { drive, emulator } = await opened(45);
  emulator.fault({
    on: "list",
    kind: "error",
    code: "param.error.maxresults",
    times: Infinity,
    match: ({ query }) => query["maxResults"] === "50",
  });
  for (let time = 0; time < 2; time += 1)
    expect((await drive.list(emulator.unionId)).map(({ spaceName }) => spaceName).sort()).toEqual(
      ["All-Staff Folder", ...names(45)].sort(),
    );
  expect(emulator.calls.flatMap(({ api, query }) => (api === "list" ? [query["maxResults"]] : []))).toEqual([
    "50",
    ...Array.from({ length: 6 }, () => "20"),
  ]);
});
