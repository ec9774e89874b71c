import { cells, groupsOf, titleOf } from "./cells";
import { runCells, type Finding } from "./faultStack";
import { judge } from "./judge";
import { resultsOf, type CellResult } from "./results";

/** Most of the time passes in waits, which cost nothing. */
const stacksAtATime = 5;

/** `PULUMI_DINGTALK_CELLS=<pattern>` runs only these, and leaves what is known of the others. */
const pattern = process.env["PULUMI_DINGTALK_CELLS"];
const chosen = cells.filter(({ key }) => pattern === undefined || new RegExp(pattern).test(key));

const findings = new Map<string, Finding>();
const failures = new Map<string, unknown>();

beforeAll(async () => {
  const groups = groupsOf(chosen);
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
}, 1_500_000);

afterAll(async () => {
  const results = chosen.flatMap((cell): CellResult[] => {
    const finding = findings.get(cell.key);
    if (!finding) return [];
    const callsMs = Math.max(...finding.situations.map((run) => run.callsMs));
    return [{ key: cell.key, callsMs, ...judge(cell, finding) }];
  });
  const known = pattern === undefined ? [] : await resultsOf("matrix").read<CellResult[]>();
  const fresh = new Set(results.map(({ key }) => key));
  await resultsOf("matrix").write([...known.filter(({ key }) => !fresh.has(key)), ...results]);
});

test.each(chosen.map((cell) => [titleOf(cell), cell] as const))("%s: keeps its promise", (_title, cell) => {
  if (failures.has(cell.key)) throw failures.get(cell.key);
  const finding = findings.get(cell.key);
  if (!finding) throw new Error("this cell was not run");
  const { problems } = judge(cell, finding);
  expect({ problems, ...(problems.length > 0 ? { finding } : {}) }).toEqual({ problems: [] });
});
