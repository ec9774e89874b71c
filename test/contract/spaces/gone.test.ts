import { errorOf, open } from "../../support/provider";

const unionId = "emulatorUnionId";

/** A space that was made a moment ago, and that lists and queries do not show for 20 s. */
async function young() {
  const all = await open({ emulator: { limits: false } });
  const { clock, drive } = all;
  const space = all.emulator.spaces.add({ name: "Finance" });
  space.shownFrom = clock.now() + 20_000;
  const { spaceId } = space;
  const destroy = (forceDestroy = false) =>
    drive.delete({ spaceId, unionId, forceDestroy, madeAt: clock.now() });
  return { ...all, spaceId, destroy };
}

describe("a space that was made a moment ago and that no answer shows yet", () => {
  test("is deleted once its entries have shown that it is empty", async () => {
    const { destroy, emulator } = await young();
    await destroy();
    expect(emulator.spaces.size).toBe(0);
    expect(emulator.count("delete")).toBe(1);
  });

  test("stays if a file lies in it", async () => {
    const { destroy, emulator, spaceId } = await young();
    emulator.spaces.putFile(spaceId, { name: "Plan.adoc" });
    expect((await errorOf(destroy())).message).toContain(`Space ${spaceId} contains the file 'Plan.adoc'`);
    expect(emulator.spaces.size).toBe(1);
  });

  test("stays if its entries cannot be listed", async () => {
    const { destroy, emulator, spaceId } = await young();
    emulator.app.scopes.delete("Storage.File.Read");
    expect((await errorOf(destroy())).message).toContain(
      `could not determine whether space ${spaceId} contains files, so it was not deleted.`,
    );
    expect(emulator.count("delete")).toBe(0);
  });

  test("is gone if DingTalk says in so many words that there is no such space", async () => {
    const { destroy, emulator, spaceId } = await young();
    emulator.spaces.remove(spaceId);
    emulator.fault({ on: "entries", kind: "error", code: "spaceNotExist", times: Infinity });
    await destroy();
    expect(emulator.count("delete")).toBe(0);
  });

  test("is not called deleted because looks do not show it after a delete that was refused", async () => {
    const { destroy, emulator } = await young();
    emulator.fault({ on: "delete", kind: "error", code: "no.priviledge", times: Infinity });
    expect((await errorOf(destroy(true))).message).toContain(
      "DingTalk does not show it yet. Wait a minute and run again. More: docs/reliability.md.",
    );
    expect(emulator.spaces.size).toBe(1);
  });

  test("is deleted by another attempt after one that was lost", async () => {
    const { destroy, emulator } = await young();
    emulator.fault({ on: "delete", kind: "reset", when: "before" });
    await destroy(true);
    expect(emulator.spaces.size).toBe(0);
  });
});

test("a delete that DingTalk answers with spaceNotExist is done, without a look", async () => {
  const { drive, calls } = await open({ emulator: { limits: false, alreadyGone: "spaceNotExist" } });
  await drive.delete({ spaceId: "1", unionId, forceDestroy: true });
  expect(calls()).toEqual({ token: 1, delete: 1 });
});

test("a space that others have deleted, and that lists show for a while: wait a minute", async () => {
  const { drive, emulator } = await open({
    emulator: { limits: false, spaces: [{ name: "A", spaceId: "1" }, "B"] },
  });
  emulator.fault({ on: "delete", kind: "error", code: "param.error", times: Infinity });
  expect((await errorOf(drive.delete({ spaceId: "1", unionId, forceDestroy: true }))).message).toContain(
    "DingTalk still shows space 1. If it was deleted just now, wait a minute and run again.",
  );
});

test("if the state says that a space is empty, its entries are listed beside the read", async () => {
  const { drive, emulator } = await open({
    emulator: { limits: false, spaces: [{ name: "A", spaceId: "1" }] },
  });
  await drive.delete({ spaceId: "1", unionId, forceDestroy: false, probablyEmpty: true });
  expect(emulator.calls.map(({ api }) => api)).toEqual(["token", "entries", "query", "delete"]);
  expect(emulator.spaces.size).toBe(0);
});

test("entries that were listed long before the read was answered are listed again", async () => {
  const { drive, emulator } = await open({
    emulator: { limits: false, spaces: [{ name: "A", spaceId: "1" }] },
  });
  emulator.fault({ on: "query", kind: "noAnswer" });
  await drive.delete({ spaceId: "1", unionId, forceDestroy: false, probablyEmpty: true });
  expect(emulator.calls.map(({ api }) => api).slice(1)).toEqual([
    "entries",
    "query",
    "query",
    "entries",
    "delete",
  ]);
});

test("a space that holds files after all costs one call more, and stays", async () => {
  const { drive, emulator, calls } = await open({
    emulator: { limits: false, spaces: [{ name: "A", spaceId: "1", usedQuota: 5 }] },
  });
  const { message } = await errorOf(
    drive.delete({ spaceId: "1", unionId, forceDestroy: false, probablyEmpty: true }),
  );
  expect(message).toContain("Space 'A' (id 1) contains 5 bytes of files");
  expect(calls()).toEqual({ token: 1, query: 1, entries: 1 });
  expect(emulator.spaces.size).toBe(1);
});
