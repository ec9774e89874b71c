import { errorOf, open } from "../../support/provider";
import type { DeleteRequest } from "../../../provider/src/dingtalk/spaces/delete";

const unionId = "emulatorUnionId";
const old = (spaceId: string): DeleteRequest => ({ spaceId, unionId, forceDestroy: false });
const named = (name: string) => ({ name, unionId, allowDuplicateName: false });
const nothing = new Map<string, DeleteRequest>();

async function opened() {
  const all = await open({
    emulator: {
      limits: false,
      spaces: [
        { name: "A", spaceId: "1" },
        { name: "B", spaceId: "2" },
      ],
    },
  });
  return { ...all, names: () => all.emulator.spaces.all().map(({ name }) => name) };
}

test("a replacement that may be done is looked at with one query, one look for entries and one list", async () => {
  const { drive, calls } = await opened();
  await drive.checkReplacement(old("1"), named("C"), nothing);
  expect(calls()).toEqual({ token: 1, query: 1, entries: 1, list: 1 });
});

test("files refuse it, and forceDestroy does not ask for them", async () => {
  const { drive, emulator, calls, names } = await opened();
  emulator.spaces.putFile("1", { name: "Plan.adoc" });
  expect((await errorOf(drive.checkReplacement(old("1"), named("C"), nothing))).message).toContain(
    "Space 'A' (id 1) contains the file 'Plan.adoc'",
  );
  calls();
  await drive.checkReplacement({ ...old("1"), forceDestroy: true }, named("C"), nothing);
  expect(calls()).toEqual({ list: 1 });
  expect(names()).toEqual(["A", "B"]);
});

test("a name that another space has refuses it, unless that space is to be taken over", async () => {
  const { drive } = await opened();
  expect((await errorOf(drive.checkReplacement(old("1"), named("B"), nothing))).message).toContain("id 2");
  await drive.checkReplacement(old("1"), { ...named("B"), adoptExisting: true }, nothing);
});

test("two empty spaces may swap their names", async () => {
  const { drive } = await opened();
  const leaving = new Map([
    ["1", old("1")],
    ["2", old("2")],
  ]);
  await drive.checkReplacement(old("1"), named("B"), leaving);
  await drive.delete(old("1"), { next: named("B"), leaving });
  await drive.delete(old("2"), { next: named("A"), leaving });
});

test.each(["1", "2"])(
  "a swap of which space %s holds files is refused both ways, and deletes nothing",
  async (full) => {
    const { drive, emulator, names } = await opened();
    emulator.spaces.putFile(full, { name: "Plan.adoc" });
    const leaving = new Map([
      ["1", old("1")],
      ["2", old("2")],
    ]);
    for (const [id, next] of [
      ["1", "B"],
      ["2", "A"],
    ] as const) {
      await errorOf(drive.checkReplacement(old(id), named(next), leaving));
      await errorOf(drive.delete(old(id), { next: named(next), leaving }));
    }
    expect(names()).toEqual(["A", "B"]);
  },
);

test("a delete that waits for its lists and its queries ends within one operation's time", async () => {
  const { drive, emulator, clock, names } = await opened();
  const throttled = "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi";
  emulator.fault({ on: "list", kind: "error", code: throttled, times: 6 });
  emulator.fault({ on: "query", kind: "error", code: throttled, times: Infinity });
  const began = clock.now();
  await errorOf(drive.delete(old("1"), { next: named("C"), leaving: nothing }));
  expect(clock.now() - began).toBeLessThanOrEqual(120_000);
  expect(names()).toEqual(["A", "B"]);
});
