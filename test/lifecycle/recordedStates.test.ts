import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { madeAt, programOf, type RecordedState } from "../tools/states/recordedState";
import { openStack, steps } from "../support/stack";

const folder = path.join(__dirname, "states");
const releases = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => path.basename(name, ".json"));

test("there is a recorded state", () => expect(releases).toContain("0.1.0"));

test.each(releases)("a stack that %s has made is refreshed, changed and destroyed", async (release) => {
  const { spaces, state } = JSON.parse(
    readFileSync(path.join(folder, `${release}.json`), "utf8"),
  ) as RecordedState;
  const time = { isRecorded: true };
  const stack = await openStack({
    source: { source: programOf("made"), language: "js" },
    emulator: { spaces, clock: () => (time.isRecorded ? madeAt : Date.now()) },
  });
  time.isRecorded = false;
  await stack.workspace.importState(state);
  const ids = () =>
    Object.fromEntries([...stack.emulator.spaces.all()].map(({ name, spaceId }) => [name, spaceId]));
  const before = ids();

  // An explicit provider knows its own name now: that is an input more, and no call.
  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0, calls: { token: 1, storage: 1 } });
  expect(steps(preview).filter((step) => !step.startsWith("same "))).toEqual(["update explicit"]);
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  expect(ids()).toEqual(before);

  await stack.workspace.write(programOf("changed"));
  const changed = await stack.up("--skip-preview");
  expect(changed).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(steps(changed)).toEqual(expect.arrayContaining(["update forced", "replace renamed"]));
  const { "Old name": old, ...kept } = before;
  expect(ids()).toEqual({ ...kept, "New name": expect.any(String) as string });
  expect(Object.values(ids())).not.toContain(old);
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });

  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(ids()).toEqual({});
});
