import { cells, titleOf, type Cell } from "./cells";
import type { Finding } from "./finding";
import { runInProcess, type Age } from "./inProcess";
import { judge } from "./judge";
import { resultOf, resultsOf, type CellResult } from "./results";

/** Each has an emulator and a clock of its own; most of the time passes in waits, which are skipped. */
const atATime = 24;

/** `PULUMI_DINGTALK_CELLS=<pattern>` runs only these, and leaves what is known of the others. */
const pattern = process.env["PULUMI_DINGTALK_CELLS"];
const chosen = cells.filter(({ key }) => pattern === undefined || new RegExp(pattern).test(key));

interface Run {
  readonly cell: Cell;
  readonly age: Age;
  readonly title: string;
}

const toWhat: Readonly<Record<Age, string>> = {
  old: "",
  young: ", to a space that is a second old",
  unseen: ", to a space that is a second old and that DingTalk shows 20 s later",
};

const runOf = (cell: Cell, age: Age): Run => ({ cell, age, title: `${titleOf(cell)}${toWhat[age]}` });

const once = chosen.filter(({ operation, repeatedly }) => operation !== "up" && !repeatedly);

/** Each cell with a space that has been there for a while; with one that was made a second ago; and with one that does not show yet. */
const runs: readonly Run[] = [
  ...chosen.map((cell) => runOf(cell, "old")),
  ...once.map((cell) => runOf(cell, "young")),
  ...once.filter(({ operation }) => operation !== "replace").map((cell) => runOf(cell, "unseen")),
];

const findings = new Map<Run, Finding>();
const failures = new Map<Run, unknown>();

beforeAll(async () => {
  const waiting = [...runs];
  const worker = async () => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      try {
        findings.set(run, await runInProcess(run.cell, { age: run.age }));
      } catch (error) {
        failures.set(run, error);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}, 600_000);

afterAll(async () => {
  const results = runs
    .filter(({ age }) => age === "old")
    .flatMap((run) => resultOf(run.cell, findings.get(run)) ?? []);
  const known = pattern === undefined ? [] : await resultsOf("matrix").read<CellResult[]>();
  const fresh = new Set(results.map(({ key }) => key));
  await resultsOf("matrix").write([...known.filter(({ key }) => !fresh.has(key)), ...results]);
});

test.each(runs.map((run) => [run.title, run] as const))("%s: keeps its promise", (_title, run) => {
  if (failures.has(run)) throw failures.get(run);
  const finding = findings.get(run);
  if (!finding) throw new Error("this cell was not run");
  const { problems } = judge(run.cell, finding);
  expect({ problems, ...(problems.length > 0 ? { finding } : {}) }).toEqual({ problems: [] });
});
