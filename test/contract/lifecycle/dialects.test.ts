import { EngineStandIn } from "../../support/engineStandIn";
import { openHandlers } from "../../support/handlers";
import { openPluginProcess } from "../../support/pluginProcess";
import { randomDialects } from "../../support/randomDialects";
import { VirtualClock } from "../../support/virtualClock";
import { dialects, startEmulator } from "../../tools/emulator/src";

jest.setTimeout(240_000);

const youthMs = 11 * 60_000;
/** Lists leave names out: a space cannot be found by its name. */
const hides = ["sparse-fields", "null-fields"];

/** Makes, compares, reads, adopts, renames and deletes spaces, as the engine would, and looks after every step. */
async function live(spoken: readonly string[], front: "dynamic resource" | "plugin"): Promise<void> {
  const clock = new VirtualClock().flow();
  await using emulator = await startEmulator({
    limits: false,
    control: false,
    clock: clock.serving,
    dialects: spoken,
    spaces: [{ name: "There", spaceId: "900000001" }],
  });
  const engine = new EngineStandIn(() =>
    front === "plugin" ? openPluginProcess(emulator, clock) : openHandlers(emulator, clock).handlers,
  );
  const unionId = emulator.env["DINGTALK_UNION_ID"] ?? "";
  const space = (name: string, more = {}) => ({ name, unionId, ...more });
  const names = () =>
    emulator.spaces
      .all()
      .filter(({ allStaff }) => !allStaff)
      .map(({ name }) => name)
      .sort();
  const writes = () => emulator.count("add") + emulator.count("delete");

  // Lists that lag show it now.
  await clock.pass(youthMs);
  const isHidden = spoken.some((one) => hides.includes(one));
  const takeOver = isHidden ? { __import: "900000001" } : { adoptExisting: true };
  const program = { a: space("A"), b: space("B"), c: space("There", takeOver) };
  expect(await engine.up(program, { preview: true })).toEqual({});
  expect(names()).toEqual(["A", "B", "There"]);
  expect(engine.resources["c"]?.id).toBe("900000001");

  await clock.pass(youthMs);
  const made = writes();
  expect(await engine.refresh()).toEqual({});
  expect(await engine.up(program)).toEqual({});
  expect(writes()).toBe(made);

  const id = engine.resources["b"]?.id ?? "";
  emulator.spaces.putFile(id, { name: "Plan", size: 1024 });
  const renamed = { ...program, b: space("B2") };
  expect(Object.keys(await engine.up(renamed, { preview: true }))).toEqual(["b"]);
  expect(names()).toEqual(["A", "B", "There"]);
  emulator.spaces.get(id)?.entries.clear();
  emulator.spaces.setUsedQuota(id, 0);

  expect(await engine.up(renamed, { preview: true })).toEqual({});
  expect(names()).toEqual(["A", "B2", "There"]);
  await clock.pass(youthMs);
  expect(await engine.destroy()).toEqual({});
  expect(engine.resources).toEqual({});
  expect(names()).toEqual([]);
}

const fronts = ["dynamic resource", "plugin"] as const;
const singly = dialects.map(({ id }) => [id]);
/** The same sets every time, so that a failure can be looked into. */
const together = Array.from({ length: 12 }, (_, seed) => randomDialects(seed));

describe.each(fronts)("through the %s a stack lives from its first up to its destroy", (front) => {
  test("as DingTalk is documented", () => live([], front));
  test.each([...singly, ...together].map((spoken) => [spoken.join(","), spoken] as const))(
    "in the dialect %s",
    (_, spoken) => live(spoken, front),
  );
});
