import { another, errorOf, open, readAll, type OpenOptions } from "../../support/provider";

const names = (count: number) => Array.from({ length: count }, (_, index) => `Space ${index}`);

async function opened(count: number, options: OpenOptions["emulator"] = {}) {
  const all = await open({ emulator: { limits: false, spaces: names(count), ...options } });
  const { unionId } = all.emulator;
  return {
    ...all,
    ids: all.emulator.spaces.all().map(({ spaceId }) => spaceId),
    read: (id: string) => all.drive.read(id, unionId),
    /** Another run, which remembers nothing. */
    readAnew: (id: string) => another(all.emulator, all.clock, {}).drive.read(id, unionId),
  };
}

const blind =
  /DingTalk shows unionId's user no space at all, so whether space \d+ is gone cannot be told \(operator\.blind\)\. Check that unionId .* `pulumi state delete <urn>`\.$/;

describe("an operator who sees no space at all proves nothing", () => {
  test("4, 5: neither the query nor the list shows anything", async () => {
    const { ids, read, emulator } = await opened(5);
    emulator.fault({ on: "any", kind: "blind", times: Infinity });
    const errors = await readAll(ids, 8, (id) => errorOf(read(id)));
    for (const { message } of errors) expect(message).toMatch(blind);
  });

  test("and the app may not query", async () => {
    const { ids, read, emulator } = await opened(2);
    emulator.app.scopes.delete("Drive.SpaceManage.Read");
    emulator.behaviour.visible = () => false;
    expect((await errorOf(read(ids[0] ?? ""))).message).toMatch(blind);
  });

  test("and the app may not list", async () => {
    const { ids, read, emulator } = await opened(2);
    emulator.app.scopes.delete("Drive.Space.Read");
    for (const id of ids) emulator.spaces.remove(id);
    expect((await errorOf(read(ids[0] ?? ""))).message).toMatch(blind);
  });

  test("and queries with an unknown id are refused", async () => {
    const { ids, read, emulator } = await opened(2, { unknownIds: "param.error" });
    for (const id of ids) emulator.spaces.remove(id);
    emulator.behaviour.visible = () => false;
    expect((await errorOf(read(ids[0] ?? ""))).message).toMatch(blind);
  });

  test("who was suspended in the middle of a run is seen to see nothing any longer", async () => {
    const { ids, read, emulator } = await opened(300);
    await readAll(ids.slice(0, 20), 8, read);
    emulator.fault({ on: "any", kind: "blind", times: Infinity });
    const results = await readAll(ids.slice(20), 8, (id) =>
      read(id).then(
        (space) => (space ? "there" : "gone"),
        (error: unknown) => (blind.test(String(error)) ? "blind" : String(error)),
      ),
    );
    expect([...new Set(results)].sort()).toEqual(["blind", "there"]);
  });

  test("one who sees the all-staff folder alone may say that all else is gone", async () => {
    const { ids, read, emulator } = await opened(2);
    emulator.spaces.add({ name: "全员文件夹", allStaff: true });
    for (const id of ids) emulator.spaces.remove(id);
    await expect(Promise.all(ids.map(read))).resolves.toEqual([undefined, undefined]);
  });
});

describe("two answers at the same moment are one witness", () => {
  test("XD1: a space that query and list show 4 s late is there", async () => {
    const { drive, readAnew, emulator } = await opened(1);
    emulator.fault({ on: "add", kind: "hidden", forMs: 4_000 });
    const request = { name: "Finance", unionId: emulator.unionId, allowDuplicateName: false };
    const { spaceId } = await drive.create(request);
    await expect(readAnew(spaceId)).resolves.toMatchObject({ spaceName: "Finance" });
  });

  test("a list that was complete before the question is no second witness at once", async () => {
    const { ids, read, emulator } = await opened(2);
    emulator.spaces.remove(ids[0] ?? "");
    await expect(read(ids[0] ?? "")).resolves.toBeUndefined();
    const { spaceId } = emulator.spaces.add("Made after the list");
    emulator.fault({ on: "query", kind: "answer", status: 200, body: { spaces: [] } });
    await expect(read(spaceId)).resolves.toMatchObject({ spaceName: "Made after the list" });
  });

  test("nor are two of them, if the app may not query", async () => {
    const { ids, read, emulator } = await opened(2);
    emulator.app.scopes.delete("Drive.SpaceManage.Read");
    emulator.spaces.remove(ids[0] ?? "");
    await expect(read(ids[0] ?? "")).resolves.toBeUndefined();
    const { spaceId } = emulator.spaces.add("Made after the lists");
    await expect(read(spaceId)).resolves.toMatchObject({ spaceName: "Made after the lists" });
  });
});

test("a space that only lists still show is there", async () => {
  const { ids, read, emulator } = await opened(3);
  emulator.fault({ on: "query", kind: "answer", status: 200, body: { spaces: [] }, times: Infinity });
  for (const id of ids) await expect(read(id)).resolves.toMatchObject({ spaceId: id });
});

test("a space whose deletion is still shown is there, and gone once it is not", async () => {
  const { ids, drive, readAnew, emulator } = await opened(2);
  const [id = ""] = ids;
  emulator.fault({ on: "delete", kind: "lingering", forMs: 60_000 });
  await drive.delete({ spaceId: id, unionId: emulator.unionId, forceDestroy: true });
  await expect(readAnew(id)).resolves.toMatchObject({ spaceId: id });
});

test("a refresh of 300 of which 10 are gone costs few calls more than one of 300", async () => {
  const { ids, read, calls, emulator } = await opened(310);
  const gone = ids.filter((_, index) => index % 31 === 7);
  for (const id of gone) emulator.spaces.remove(id);
  const spaces = await readAll(ids, 8, read);
  expect(ids.filter((_, index) => spaces[index] === undefined)).toEqual(gone);
  const { query = 0, list = 0 } = calls();
  expect(query + list).toBeLessThanOrEqual(18);
});
