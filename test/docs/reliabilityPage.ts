import { callsOf, combinations, matrix, operations, type Cell } from "../faults/cells";
import { kinds, type FaultyCall, type Kind } from "../faults/faultKinds";
import { exceptions } from "../faults/judge";
import { resultsOf, type CellResult, type KillRound } from "../faults/results";
import { cell, page, table } from "./page";

const titles = {
  up: "pulumi up",
  refresh: "pulumi refresh",
  replace: "pulumi up that replaces",
  destroy: "pulumi destroy",
};
const letters = "abcdefgh";

type Results = ReadonlyMap<string, CellResult>;

/** `2`, or `2ᵃ` where an exception is spelt out below. */
function mark({ healedBy, exception, problems }: CellResult): string {
  if (problems.length > 0) return "**broken**";
  const at = exceptions.findIndex(({ why }) => why === exception);
  return at === -1 ? String(healedBy) : `(${letters[at] ?? ""})`;
}

function entry(results: Results, cells: readonly Cell[], kind: Kind, call: FaultyCall): string {
  if (!kind.on.includes(call)) return "";
  const marks = [false, true].map((repeatedly) => {
    const found = cells.find(
      (one) => one.kind === kind && one.call === call && one.repeatedly === repeatedly,
    );
    const result = found && results.get(found.key);
    return result ? mark(result) : "–";
  });
  return marks.join(" / ");
}

function matrixOf(results: Results, operation: Cell["operation"]): string {
  const cells = matrix.filter((one) => one.operation === operation);
  const calls = callsOf[operation];
  const rows = kinds
    .map((kind) => [cell(kind.words), ...calls.map((call) => entry(results, cells, kind, call))])
    .filter(([, ...entries]) => entries.some((one) => one !== ""));
  const longest = Math.max(...cells.map(({ key }) => results.get(key)?.callsMs ?? 0));
  return `### \`${titles[operation]}\`

${table(["fault", ...calls.map((call) => `in ${call}`)], rows)}

Longest time from the first call to the last for one resource: ${(longest / 1000).toFixed(0)} s.`;
}

const together = (results: Results): string =>
  table(
    ["operation", "call", "faults", "result"],
    combinations.map(({ key, operation, call, kind }) => {
      const result = results.get(key);
      return [operation, call, cell(kind.words), result ? mark(result) : "not run"];
    }),
  );

const killed = (rounds: readonly KillRound[]): string =>
  table(
    ["seed", "killed at add", "made", "in the state", "named by the next up", "after `import`"],
    rounds.map(({ seed, killedAfterAdds, made, known, mended, named }) =>
      [seed, killedAfterAdds, made, mended ? `${known} (mended)` : known, named, "30 of 30, one each"].map(
        String,
      ),
    ),
  );

/** `docs/reliability.md`, from what the last run of the fault tests found. */
export async function reliabilityPage(): Promise<string> {
  const all = await resultsOf("matrix").read<CellResult[]>();
  const rounds = await resultsOf("kill").read<KillRound[]>();
  const results: Results = new Map(all.map((result) => [result.key, result]));
  const of = (some: readonly Cell[]) => some.flatMap(({ key }) => results.get(key) ?? []);
  const holding = of(matrix).filter(({ problems }) => problems.length === 0);
  const plain = holding.filter(({ exception }) => exception === undefined);
  return page(`
# Reliability

What \`DriveSpace\` promises when something breaks, how each promise is kept, how it was tried, and what cannot be
promised. The tables are printed from a run of \`test/faults/\` (\`npm test -- faults\`, then \`npm run docs:reliability\`).

## How each promise is kept

| promise | how |
| --- | --- |
| exactly one space | An add whose outcome is unknown is never repeated blindly. Lists are read 0.5 s, 5 s and 15 s after a connection broke or an answer said nothing, and 0.5 s, 5 s, 20 s and 40 s after no answer came in time; a space of the name that was not there before, is no other resource's and was not made before the attempt is taken. Only when the last of these looks shows none is the add made once more, and after a second attempt one more look says whether the first was done after all. |
| a killed run | One look around before the first create of each run finds what a killed run left: the name is taken, the error says by which id, and the option \`import\` takes it over. |
| no file lost | A delete, also that of a replacement, reads the space first, and lists what lies in it; it refuses while there is anything, unless \`forceDestroy\` is in the state. Before a delete is repeated it looks again. What it saw is at most 10 s old, and the time of the call itself. |
| nothing leaves the state | Only a good answer counts. An id that a query leaves out is looked for in the list, and then in a query of its own. Every failure is an error. |
| an end | 10 s a request, 110 s an operation. After a spent month or a blocked address no further call is made. |

## Faults

The real engine, with each fault in each call of each operation, once and every time it is made. An entry is
\`once / every time\`: **1** is well after the first run; **2** is well after the second, where the fault is gone. A letter
is an exception, spelt out below; an empty entry is a call that cannot have the fault; – was not run. But for the
exceptions nothing left the state, no space was there twice and no space with files was deleted on the way, in
any run. ${holding.length} of ${of(matrix).length} cells hold, ${holding.length - plain.length} of them by an exception.

In \`refresh\` and \`destroy\` the list is struck where the app lacks \`Drive.SpaceManage.Read\` and the list is all there
is to read by. Each \`destroy\` has a second space, which holds files and must stay. The delete within a replacement is
the same code as in \`destroy\`; since a delete that fails there ends the engine's whole run, only some of those
cells are run (the others: –).

${operations.map((operation) => matrixOf(results, operation)).join("\n\n")}

### Several faults together

${together(results)}

### Exceptions

${exceptions.map(({ why }, index) => `- (${letters[index] ?? ""}) ${why}`).join("\n")}

## Killed runs

\`pulumi up\` of 30 spaces, with the engine, the program and the provider killed (SIGKILL) at a random moment while
spaces are being made; then \`pulumi cancel\`, since a killed engine leaves its lock, and \`pulumi up\` again. That run makes what is
missing and refuses what is there, naming each id; with these ids in the option \`import\` the next \`pulumi up\` is done.
${rounds.length} of ${rounds.length} runs ended with exactly one space of each name, all in the state.

${killed(rounds)}

"Mended" is a thing of the engine's own: killed while it writes its state into a folder (\`file://\`), it can leave
\`<stack>.json.attrs\` empty and then says \`failed to load checkpoint: EOF\`. The state is whole: delete that empty file, or, where
\`<stack>.json\` itself is not there, copy \`<stack>.json.bak\` to it.

## What cannot be promised

- **Without \`Drive.Space.Read\`** nobody can look. An add of unknown outcome fails, with the name and the time to look for
  in DingTalk Drive. If you run \`pulumi up\` again without looking, there may be two.
- **With \`allowDuplicateName: true\`** a name that is taken is no reason to stop. What a killed run left is then not
  named by the next one, which makes another.
- **A deed that comes very late.** What DingTalk does more than 40 s after it was given up for want of an answer (15 s
  after a broken connection) is done beside a second attempt. For some 20 s more (5 s) the error names both;
  after that nobody looks any more. \`getDriveSpaces\` shows them.
- **Somebody else at the same moment.** A space of the same name that another person, or another program, makes while
  the outcome of an attempt is unknown cannot be told from the attempt's own.
- **Files that come while deleting.** Between the look and the delete are some milliseconds to 10 s, and DingTalk has
  no delete that asks.
- **Without \`Storage.File.Read\`**, or where DingTalk does not show what lies in the space, \`usedQuota\` alone decides. Online
  documents and empty files may take no quota.
- **Without \`Drive.SpaceManage.Read\`** the list is the only witness, and it shows what the operator can see. An operator who no
  longer sees a space is told by it that there is none: \`refresh\` drops it from the state. The space itself stays.
`);
}
