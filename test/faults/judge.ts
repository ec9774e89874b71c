import type { Cell } from "./cells";
import { operationBoundMs, type Finding, type Situation } from "./finding";

export interface Verdict {
  /** After which run of the faulty operation all is as it should be; `undefined` if never. */
  readonly healedBy: number | undefined;
  /** The exception's reason, where one was expected and came. */
  readonly exception?: string;
  /** What is not as it should be. */
  readonly problems: readonly string[];
}

interface Exception {
  readonly is: (cell: Cell) => boolean;
  readonly why: string;
  /** What is so instead. */
  readonly holds: (finding: Finding, runs: readonly Situation[]) => boolean;
}

const last = (runs: readonly Situation[]): Situation | undefined => runs.at(-1);

/** Where not all of it can be kept, and what is kept instead. */
export const exceptions: readonly Exception[] = [
  {
    is: ({ key }) => key === "up-blind" || key === "up-spent",
    why: "The answer is lost, and looking fails until the end of the run. The second up refuses, naming the space's id; with `import` the third is done.",
    holds: (_finding, runs) => runs.length === 3 && knowsItsOne(runs[2]) && !knowsItsOne(runs[1]),
  },
  {
    is: ({ key }) => key === "up-very-late",
    why: "DingTalk makes the space when it has been given up and a second attempt is made. There are two: the state has one, and the error names the other.",
    holds: (_finding, [first, second]) =>
      first?.spaces.wanted.length === 2 &&
      first.spaces.wanted.every((id) => first.errors.join(" ").includes(id)) &&
      second?.state.space !== undefined &&
      second.errors.length === 0,
  },
  {
    is: ({ operation, call, kind, repeatedly }) =>
      (operation === "refresh" || operation === "destroy") &&
      call === "list" &&
      repeatedly &&
      kind.words === "half of the batch",
    why: "The app lacks `Drive.SpaceManage.Read`, so that there is nothing but the list, and every list that DingTalk gives is whole in form and leaves the space out. That cannot be told from a deletion; the space and its files stay where they are.",
    holds: (_finding, runs) =>
      (last(runs)?.spaces.before.length ?? 0) + (last(runs)?.spaces.full.length ?? 0) > 0,
  },
];

const knowsItsOne = (run: Situation | undefined): boolean =>
  run?.spaces.wanted.length === 1 && run.state.space === run.spaces.wanted[0];

/** What must be so when the operation has gone well. */
const done: Readonly<Record<Cell["operation"], (run: Situation) => boolean>> = {
  up: knowsItsOne,
  replace: (run) => knowsItsOne(run) && run.spaces.before.length === 0,
  refresh: (run) =>
    run.state.space !== undefined && run.spaces.before[0] === run.state.space && run.errors.length === 0,
  destroy: (run) => run.state.space === undefined && run.spaces.before.length === 0,
};

/** What must be so after every run. */
function broken({ operation, kind }: Cell, run: Situation): string[] {
  const problems: string[] = [];
  // Asleep, nobody keeps a bound.
  const asleep = kind.spec.kind === "sleep" ? kind.spec.forMs : 0;
  if (run.outOfBounds || run.callsMs > operationBoundMs * (operation === "replace" ? 2 : 1) + asleep)
    problems.push("took longer than its bound");
  if (run.spaces.wanted.length > 1) problems.push("there are two spaces of the name");
  if (operation === "refresh" && run.state.space === undefined)
    problems.push("the resource has left the state");
  if (operation === "destroy" && run.spaces.full.length !== 1) problems.push("a space with files is gone");
  if (operation === "destroy" && run.state.full === undefined)
    problems.push("a space with files has left the state");
  if (operation === "destroy" && run.state.space === undefined && run.spaces.before.length > 0)
    problems.push("a space that is there has left the state");
  return problems;
}

/** Whether a cell holds. */
export function judge(cell: Cell, finding: Finding): Verdict {
  const { struck, situations } = finding;
  const missed = struck === 0 ? ["the fault has struck no call"] : [];
  const at = situations.findIndex((run) => done[cell.operation](run));
  const healedBy = at === -1 ? undefined : at + 1;
  const exception = exceptions.find(({ is }) => is(cell));
  if (exception) {
    const problems = exception.holds(finding, situations)
      ? missed
      : [...missed, "is not even as the exception says"];
    return { healedBy, exception: exception.why, problems };
  }
  const problems = [...missed, ...situations.flatMap((run) => broken(cell, run))];
  if (healedBy === undefined || healedBy > 2) problems.push("has not healed by the second run");
  if (healedBy === 2 && cell.kind.spec.kind === "sleep")
    problems.push("has not healed in the run that slept");
  if (
    healedBy === 2 &&
    cell.operation === "up" &&
    cell.kind.ambiguous === true &&
    cell.call === "add" &&
    !cell.repeatedly
  )
    problems.push("has not healed within the first up");
  return { healedBy, problems };
}
