import { callsOf, combinations, matrix, operations, type Cell } from "../../faults/cells";
import { engineCells, slice } from "../../faults/engineCells";
import { kinds, type FaultyCall, type Kind } from "../../faults/faultKinds";
import { exceptions } from "../../faults/judge";
import { resultsOf, type CellResult, type KillRound } from "../../faults/results";
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

/** An entry of which neither was run. */
const notRun = "– / –";

function matrixOf(results: Results, operation: Cell["operation"]): string {
  const cells = matrix.filter((one) => one.operation === operation);
  const calls = callsOf[operation];
  const rows = kinds
    .map((kind) => [cell(kind.words), ...calls.map((call) => entry(results, cells, kind, call))])
    .filter(([, ...entries]) => entries.some((one) => one !== "" && one !== notRun));
  const awake = cells.filter(({ kind }) => kind.spec.kind !== "sleep");
  const longest = Math.max(...awake.map(({ key }) => results.get(key)?.callsMs ?? 0));
  return `### \`${titles[operation]}\`

${table(["fault", ...calls.map((call) => `in ${call}`)], rows)}

Longest time from the first call to the last for one resource, but for those that sleep: ${(longest / 1000).toFixed(0)} s.`;
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

/** What the real engine has shown of it. */
function throughEngine(results: readonly CellResult[] | undefined): string {
  const words = `\`npm test\` runs ${slice.length} of these cells through the real engine, one for each kind of error and operation; \`npm test -- --all\` ${engineCells.length}: all but what only a process can do to itself, and most deletes within a replacement that fail, since each ends the engine's whole run.`;
  if (!results) return words;
  const holding = results.filter(({ problems }) => problems.length === 0).length;
  return `${words} Of the last such run ${holding} of ${results.length} hold.`;
}

/** `docs/reliability.md`, from what the last run of the fault tests found. */
export async function reliabilityPage(): Promise<string> {
  const all = await resultsOf("matrix").read<CellResult[]>();
  const rounds = await resultsOf("kill").read<KillRound[]>();
  const engine = await resultsOf("engine").find<CellResult[]>();
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
| exactly one space | When an add goes out, the list before it was asked for at most 30 s before; if it is older, it is asked for again. An add whose outcome is unknown is never repeated blindly. Lists are read until 40 s after the attempt; a space of the name that was not there before, is no other resource's and was not created before the attempt is taken. One under a name that DingTalk may have changed is an error that names both. Only if the last of these lists shows none is the add made once more, and after a second attempt one more list says whether the first was done after all. An attempt of unknown outcome is remembered for as long as the process lives, so that repeats by the engine reconcile too. |
| whose space | The state says which organization created a space. Another organization's credentials are refused at preview, and by refresh and destroy. What an app of perhaps another organization does not see is an error. |
| a killed run | One list before the creates of each run finds what a killed run left: the name is taken, the error gives the id, and the option \`import\` or \`adoptExisting\` takes it over. |
| no file lost | A delete, also that of a replacement, reads the space first, and lists what is in it. Only \`usedQuota: 0\` and a complete, empty list let it go on, unless \`forceDestroy\` is in the state; every other answer refuses, a missing permission too. Before a delete is repeated it looks again. When the delete goes out, that list was asked for at most 10 s before; if it is older, because the delete waited for the rate limiter or its process slept, it is asked for again. |
| a rename that will be refused | Preview asks, so that nothing that depends on the space is deleted first. |
| nothing leaves the state | Gone is what two complete answers leave out that are 5 s apart, asked for by an operator who sees something. A space that was created less than 10 minutes ago stays. Every failure is an error. |
| one space, one resource | An id that two resources of a program would have is refused at preview, and a space that another resource of the run has is not deleted. |
| an end | 10 s a request, 120 s for one operation of the engine, everything included. A sleep of the process of more than 10 s is not counted (a closed lid, a stopped process): what is under way then goes on. After a spent month no further counted call is made, after a blocked address none at all for five minutes. |

### When an answer is lost

\`\`\`mermaid
flowchart TD
  look["one list for all creates that come within 30 s"] --> taken{"name taken?"}
  taken -- "yes" --> refuse["refused: the holder's id, and what to do"]
  taken -- "yes, with adoptExisting" --> adopt["taken over"]
  taken -- no --> post["POST /v1.0/drive/spaces"]
  post -- "answer" --> done["created: the id is in the state"]
  post -- "refused by DingTalk, or never sent" --> fail["error, nothing was created"]
  post -- "time-out, reset, 5xx, a gateway's page, unreadable" --> list["list all pages again"]
  list --> which{"spaces of this name that were not there before,<br/>are nobody else's and are not older than the attempt"}
  which -- "one" --> done
  which -- "none, until 40 s have passed" --> again["post once more, with a line of notice"]
  again --> done
  which -- "several" --> person["error naming their ids"]
  killed["a run that was killed"] -. "the next run" .-> look
\`\`\`

### What its errors ask of you

Nothing is made a third time, and nothing is deleted by itself. Each of these ends with one resource for one space.

| the error or warning says | it means | do |
| --- | --- | --- |
| \`It is not clear which space this attempt has made, if any\` | Several new spaces have the name, or one whose time does not tell. | Look at each id in DingTalk Drive. Set the option \`import\` to the one to keep, delete what nobody uses, run \`pulumi up\`. |
| \`DingTalk may have made the space under another name\` | A new space stands where one was expected, but is named otherwise. | If it is yours, set \`name\` as DingTalk writes it and \`import\` to its id. If it is not, run \`pulumi up\`: the name is asked for anew. |
| \`Whether the space was made is not known\` | Looking failed, or is not permitted. | Run \`pulumi up\`: it looks first, and names the space if it is there. Without \`Drive.Space.Read\`, or with \`allowDuplicateName\`, look in DingTalk Drive before. |
| \`Of two attempts one made space ...\` | The space in the state is fine. The first attempt may have made another. | Compare the two in DingTalk Drive, and delete the one that is not in the state. |
| \`DingTalk has 2 spaces of the name\` | Two runs, or a person, made it at the same moment. | Move what the other contains, then delete it in DingTalk Drive. If both are wanted: \`allowDuplicateName: true\`. |

## Faults

Each fault in each call of each operation, once and every time it is made. The tables come from a run in process: the
package's own handlers over a real socket to the emulator, called in the engine's order by a stand-in for it, by a clock that
skips waits. An entry is \`once / every time\`: **1** is well after the first run; **2** is well after the second, when the
fault is gone. A letter is an exception, spelt out below; an empty entry is a call that cannot have the fault, – a fault that is
struck only once. But for the exceptions nothing left the state, no space was there twice and no space with files was deleted on
the way, in any run. ${holding.length} of ${of(matrix).length} cells hold, ${holding.length - plain.length} of them by an exception. Those struck once are run a second time
against a space that is a second old, but for \`up\`, and refreshes and destroys a third time against one that DingTalk
shows only 20 s later; a sleep must be well after the first run.

${throughEngine(engine)}

In \`refresh\` and \`destroy\` the list is struck while the app lacks \`Drive.SpaceManage.Read\`, so that the list is the only
way to read. Each \`destroy\` has a second space, which contains files and must stay.

${operations.map((operation) => matrixOf(results, operation)).join("\n\n")}

### Several faults together

${together(results)}

### Exceptions

${exceptions.map(({ why }, index) => `- (${letters[index] ?? ""}) ${why}`).join("\n")}

## Killed runs

Through the real engine: \`pulumi up\` of 30 spaces, with the engine, the program and the provider killed (SIGKILL) at a random moment while
spaces are being made; then \`pulumi cancel\`, since a killed engine leaves its lock, and \`pulumi up\` again. That run makes what is
missing and refuses what is there, naming each id; with these ids in the option \`import\` the next \`pulumi up\` is done.
${rounds.length} of ${rounds.length} runs ended with exactly one space of each name, all in the state.

${killed(rounds)}

"Mended" is a thing of the engine's own: killed while it writes its state into a folder (\`file://\`), it can leave
\`<stack>.json.attrs\` empty and then says \`failed to load checkpoint: EOF\`. The state is whole: delete that empty file, or, if
\`<stack>.json\` itself is missing, copy \`<stack>.json.bak\` to it.

**Leave the engine's own way alone.** After a killed run it speaks of pending creates. \`--import-pending-creates\` does not work with
dynamic resources: it drops the entry and takes nothing over. Run \`pulumi up\`: it names the id, and \`import\` or \`adoptExisting\`
takes the space over.

## What cannot be promised

- **Without \`Drive.Space.Read\`** nobody can look. An add of unknown outcome fails, with the name and the time to look for
  in DingTalk Drive. If you run \`pulumi up\` again without looking, there may be two.
- **With \`allowDuplicateName: true\`** a taken name is no reason to stop. What a killed run left is then not named by the
  next one, which creates another.
- **A run that follows a killed one at once.** DingTalk's list may show a new space late (20 s were tried). A run that starts before
  the list shows it creates a second one. Wait a minute after a killed run; \`getDriveSpaces\` shows doubles.
- **A deed that comes very late.** What DingTalk does more than 40 s after an attempt is done beside a second attempt. The
  line of notice about that attempt says so; look in DingTalk Drive.
- **Somebody else at the same moment.** If another person or program creates the same name while this package is between its
  list and its add, there are two: DingTalk has no call that prevents it. \`refresh\` says so if a list shows both. And while the
  outcome of an attempt is unknown, such a space cannot be told from the attempt's own.
- **Two stacks.** A space that two stacks have has two owners that do not see each other. Taking it out of the one deletes it
  under the other.
- **An engine that is killed alone.** The provider notices before its next add or delete, and ends; a call that is under way is
  finished by DingTalk.
- **An empty answer to a delete** (status 200) is DingTalk's documented "done", and is believed. If something on the way answers so
  in DingTalk's place, the space is still there and no longer in the state.
- **Files that come while deleting.** Between the look and the delete are some milliseconds to 10 s, and DingTalk has
  no delete that asks.
- **\`--replace\` and taint.** The engine deletes what depends on the space before it asks this package, which then may refuse.
- **Without \`Drive.SpaceManage.Read\`** the list is the only witness, and it shows what the operator can see. An operator who no
  longer sees one space but sees others is told by it that there is none: \`refresh\` drops it from the state. The space itself stays.
`);
}
