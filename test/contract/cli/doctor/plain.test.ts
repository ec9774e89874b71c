import { dialects, type EmulatorOptions } from "../../../tools/emulator/src";
import { countedCalls, emulate, examineWith } from "./support";

const marksOf = (findings: readonly { check: string; mark: string }[]) =>
  Object.fromEntries(findings.filter(({ mark }) => mark !== "ok").map(({ check, mark }) => [check, mark]));

test("with everything right it ends with 0, changes nothing, and has announced at most 6 counted calls", async () => {
  const there = await emulate({ spaces: ["Finance"] });
  const seen = await examineWith(there);
  expect(seen.failure).toBeUndefined();
  expect(marksOf(seen.report.findings)).toEqual({});
  expect(seen.said[0]).toMatch(/^changes nothing, and makes at most 6 of the 5000 calls/);
  expect(countedCalls(there.emulator)).toBeLessThanOrEqual(6);
  expect(seen.of("cost")?.facts).toMatchObject({ counted: countedCalls(there.emulator), most: 6 });
  expect(there.emulator.spaces.all().map(({ name }) => name)).toEqual(["Finance"]);
  for (const check of [
    "Node",
    "Pulumi SDK",
    "region",
    "proxy",
    "certificate",
    "connection",
    "clock",
    "token",
  ])
    expect(seen.of(check)?.mark).toBe("ok");
  expect(seen.printed).toContain("what to do");
  expect(seen.printed).toContain("from the environment (DINGTALK_CLIENT_SECRET)");
});

/** An organization whose three spaces are of different times, so that its list can show an order. */
async function settled(options: EmulatorOptions = {}): ReturnType<typeof emulate> {
  const there = await emulate(options);
  for (const name of ["Finance", "Legal", "Sales"]) {
    there.emulator.spaces.add({ name });
    await there.clock.sleep(60_000);
  }
  return there;
}

test("with --write it makes one space, deletes it again, and all that it sees is as assumed", async () => {
  const there = await settled();
  const seen = await examineWith(there, { write: true });
  expect(seen.failure).toBeUndefined();
  expect(marksOf(seen.report.findings)).toEqual({});
  expect(there.emulator.count("add")).toBe(1);
  expect(there.emulator.spaces.size).toBe(3);
  expect(countedCalls(there.emulator)).toBeLessThanOrEqual(16);
  const unseen = seen.report.assumptions.filter(({ result }) => result === "not seen");
  // Nobody's userId is known: see the last test.
  expect(unseen.map(({ aspect, onlyIf }) => [aspect, onlyIf])).toEqual([
    ["user.name", "unionId is a userId"],
  ]);
  expect(seen.report.assumptions.filter(({ result }) => result === "as assumed")).toHaveLength(
    seen.report.assumptions.length - 1,
  );
});

test.each(dialects.map(({ id, observation }) => [id, observation] as const))(
  "under the dialect %s the difference is a finding and not a failure, and nothing is left behind",
  async (id, observation) => {
    const there = await settled({ dialects: [id] });
    const seen = await examineWith(there, { write: true });
    expect(seen.failure).toBeUndefined();
    expect(seen.report.findings.filter(({ mark }) => mark === "wrong" || mark === "warning")).toEqual([]);
    expect(there.emulator.spaces.size).toBe(3);
    expect(countedCalls(there.emulator)).toBeLessThanOrEqual(16);
    const differing = seen.report.assumptions.filter(({ result }) => result?.startsWith("differs"));
    const expected =
      id === "user-without-name"
        ? []
        : [{ aspect: observation?.aspect, seen: observation?.dialect, result: "differs, and is known" }];
    expect(differing.map(({ aspect, seen, result }) => ({ aspect, seen, result }))).toEqual(expected);
  },
);

test("a list of spaces of one moment shows no order, and the report says what it takes", async () => {
  const there = await emulate({ dialects: ["scattered-lists"], spaces: ["Finance", "Legal", "Sales"] });
  const seen = await examineWith(there, { write: true });
  expect(seen.report.assumptions.find(({ aspect }) => aspect === "list.order")).toMatchObject({
    result: "not seen",
    onlyIf: "the list shows three spaces of different times",
  });
});

test("a user without a name is seen if unionId is a userId, which is what is to mend first", async () => {
  const there = await settled({ dialects: ["user-without-name"] });
  const env = { ...there.emulator.env, DINGTALK_UNION_ID: "user1" };
  const seen = await examineWith(there, { write: true }, { env });
  expect(seen.failure).toContain("the value of unionId is a userId");
  expect(seen.report.assumptions.find(({ aspect }) => aspect === "user.name")).toMatchObject({
    seen: "missing",
    result: "differs, and is known",
  });
});

test("--json prints the report instead of the table", async () => {
  const there = await emulate();
  const seen = await examineWith(there, { json: true });
  expect(seen.printed).toBe(seen.reportText);
});
