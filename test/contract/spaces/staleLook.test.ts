import { errorOf, open, type OpenOptions } from "../../support/provider";

const unionId = "emulatorUnionId";
const request = { spaceId: "1", unionId, forceDestroy: false };

const spaces: OpenOptions["emulator"] = { limits: false, spaces: [{ name: "A", spaceId: "1" }] };

/** What the process is asked before each write takes so long: it sleeps. Once. */
async function sleeping(
  meanwhile: (opened: Awaited<ReturnType<typeof open>>) => void,
  afterwards = (): void => undefined,
) {
  const state = { slept: false };
  const opened = await open({
    emulator: spaces ?? {},
    beforeWrite: async () => {
      await Promise.resolve();
      if (state.slept) {
        afterwards();
        return;
      }
      state.slept = true;
      opened.clock.leap(60_000);
      meanwhile(opened);
    },
  });
  return opened;
}

const engineIsGone = () => {
  throw new Error("the engine is gone");
};

describe("no delete goes out on a look that is more than 10 s old", () => {
  test("files that came while the process slept are seen, and the space stays", async () => {
    const { drive, emulator, calls } = await sleeping(({ emulator: dingTalk }) =>
      dingTalk.spaces.putFile("1", { name: "Plan.adoc", size: 0 }),
    );
    expect((await errorOf(drive.delete(request))).message).toContain("Plan.adoc");
    expect(calls()).toMatchObject({ entries: 2 });
    expect(emulator.spaces.named("A")).toHaveLength(1);
  });

  test("a space that is still empty after the sleep is deleted, after another look", async () => {
    const { drive, emulator, calls } = await sleeping(() => undefined);
    await drive.delete(request);
    expect(calls()).toMatchObject({ entries: 2, delete: 1 });
    expect(emulator.spaces.named("A")).toHaveLength(0);
  });

  test("a space that somebody else deleted while the process slept is gone, and no delete is sent", async () => {
    const { drive, calls } = await sleeping(({ emulator }) => void emulator.spaces.remove("1"));
    await drive.delete(request);
    expect(calls()).not.toHaveProperty("delete");
  });

  test("with forceDestroy nobody looks", async () => {
    const { drive, calls } = await sleeping(() => undefined);
    await drive.delete({ ...request, forceDestroy: true });
    expect(calls()).not.toHaveProperty("entries");
  });
});

describe("no add goes out on a list that is more than 30 s old", () => {
  const wanted = { name: "B", unionId, allowDuplicateName: false };

  test("a name that somebody else took while the process slept is refused", async () => {
    const { drive, emulator, calls } = await sleeping(({ emulator: dingTalk }) => dingTalk.spaces.add("B"));
    expect((await errorOf(drive.create(wanted))).message).toContain("already has a space of this name");
    expect(calls()).not.toHaveProperty("add");
    expect(emulator.spaces.named("B")).toHaveLength(1);
  });

  test("with adoptExisting what came meanwhile is taken over", async () => {
    const { drive, emulator, calls } = await sleeping(({ emulator: dingTalk }) => dingTalk.spaces.add("B"));
    const { spaceId } = await drive.create({ ...wanted, adoptExisting: true });
    expect(calls()).not.toHaveProperty("add");
    expect(emulator.spaces.named("B")).toMatchObject([{ spaceId }]);
  });

  test("a name that is still free after the sleep is given, after another list", async () => {
    const { drive, emulator, calls } = await sleeping(() => undefined);
    await drive.create(wanted);
    expect(calls()).toMatchObject({ list: 2, add: 1 });
    expect(emulator.spaces.named("B")).toHaveLength(1);
  });

  test("with allowDuplicateName too: what others made meanwhile is not this create's", async () => {
    const { drive, emulator, calls } = await sleeping(({ emulator: dingTalk }) => dingTalk.spaces.add("B"));
    await drive.create({ ...wanted, allowDuplicateName: true });
    expect(calls()).toMatchObject({ list: 2, add: 1 });
    expect(emulator.spaces.named("B")).toHaveLength(2);
  });

  test("a list that fails after the sleep is the list's failure: nothing was sent, and nothing is looked for", async () => {
    const { drive, calls } = await sleeping(({ emulator: dingTalk }) =>
      dingTalk.fault({ on: "list", kind: "reset", when: "before", times: 100 }),
    );
    expect((await errorOf(drive.create(wanted))).message).not.toContain("may have been");
    expect(calls()).not.toHaveProperty("add");
  });

  test("nor a second attempt: what the first has made is found after the sleep", async () => {
    const state = { writes: 0 };
    const opened = await open({
      emulator: { limits: false },
      beforeWrite: async () => {
        await Promise.resolve();
        if (++state.writes !== 2) return;
        opened.clock.leap(60_000);
        opened.emulator.spaces.add("B");
      },
    });
    const { drive, emulator, calls } = opened;
    emulator.fault({ on: "add", kind: "reset", when: "before" });
    await drive.create(wanted);
    expect(calls()).toMatchObject({ add: 1 });
    expect(emulator.spaces.named("B")).toHaveLength(1);
  });
});

describe("nothing is written for an engine that ended while a look was made anew", () => {
  test("no delete", async () => {
    const { drive, calls } = await sleeping(() => undefined, engineIsGone);
    await errorOf(drive.delete(request));
    expect(calls()).not.toHaveProperty("delete");
  });

  test("no add", async () => {
    const { drive, calls } = await sleeping(() => undefined, engineIsGone);
    await errorOf(drive.create({ name: "B", unionId, allowDuplicateName: false }));
    expect(calls()).not.toHaveProperty("add");
  });
});
