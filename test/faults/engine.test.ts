import { titleOf, type Cell } from "./cells";
import { engineCells, groupsOf, slice, sliceGroups } from "./engineCells";
import { runCells } from "./faultStack";
import type { Finding } from "./finding";
import { judge } from "./judge";
import { resultOf, resultsOf } from "./results";

/** Most of the time passes in waits, which cost nothing. */
const stacksAtATime = 5;

/** `npm test -- --all` runs all that the engine lets run, else one cell for each kind of error and operation. */
const isAll = process.env["PULUMI_DINGTALK_ALL"] === "1";
const chosen: readonly Cell[] = isAll ? engineCells : slice;

const findings = new Map<string, Finding>();
const failures = new Map<string, unknown>();

beforeAll(async () => {
  const groups = isAll ? groupsOf(engineCells) : sliceGroups();
  const worker = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      try {
        for (const finding of await runCells(group)) findings.set(finding.key, finding);
      } catch (error) {
        for (const { key } of group) failures.set(key, error);
      }
    }
  };
  await Promise.all(Array.from({ length: stacksAtATime }, worker));
}, 3_600_000);

afterAll(async () => {
  if (!isAll) return;
  const results = chosen.flatMap((cell) => resultOf(cell, findings.get(cell.key)) ?? []);
  await resultsOf("engine").write(results);
});

test.each(chosen.map((cell) => [titleOf(cell), cell] as const))(
  "in the real engine, %s: keeps its promise",
  (_title, cell) => {
    if (failures.has(cell.key)) throw failures.get(cell.key);
    const finding = findings.get(cell.key);
    if (!finding) throw new Error("this cell was not run");
    const { problems } = judge(cell, finding);
    expect({ problems, ...(problems.length > 0 ? { finding } : {}) }).toEqual({ problems: [] });
  },
);

test("the slice has a cell for each kind of error in each operation", () => {
  const kindsOf = (operation: string) => slice.filter((cell) => cell.operation === operation).length;
  expect(["up", "refresh", "replace", "destroy"].map(kindsOf)).toEqual([8, 8, 8, 8]);
});
