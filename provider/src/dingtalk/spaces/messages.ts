import { DingTalkError } from "../errors/dingTalkError";
import type { Ownership } from "./ownership";
import type { UnknownAttempt } from "./recover";
import { isBlocked } from "../errors/guards";
import type { Entry } from "../api/storage";
import { formatBytes } from "./formatBytes";
import { textOf } from "../http/text";
import type { ListedSpace, Space } from "../wire/schemas";

/** What creating and deleting say if they have not simply succeeded: what is known, and exactly what to do next. */

/** A space of this name is there already. */
export function nameTaken(holders: readonly ListedSpace[], ownership: Ownership): string {
  const [first] = holders;
  const id = first?.spaceId ?? "";
  const resource = ownership.holderOf(id);
  if (holders.length === 1 && resource !== undefined) return nameHeld(id, resource);
  const has = `DingTalk already has ${holders.length === 1 ? "a space" : `${holders.length} spaces`} of this name: ${holders.map(describe).join("; ")}. Nothing was created: if it was deleted just now, wait a minute and run again. `;
  const takeOver =
    holders.length === 1
      ? `take it over, set adoptExisting: true or the option import: "${id}"`
      : `take one over, set the option import: "<its id>"`;
  return `${has}To ${takeOver}; to have another, allowDuplicateName: true. More: docs/adopting.md.`;
}

/** A list that leaves names out cannot tell whether one is taken. */
export const namesMissing = (name: string, count: number) =>
  `DingTalk's list leaves out the names of ${count === 1 ? "a space" : `${count} spaces`}, so it is not known whether the name '${name}' is taken. ` +
  "Look in DingTalk Drive: if there are two of this name now, delete the one that is not in the state.";

/** The name's space belongs to another resource of the run. */
export const nameHeld = (spaceId: string, resource: string | undefined) =>
  `Another resource of this program${resource === undefined ? "" : `, DriveSpace '${resource}',`} has the space of this name (id ${spaceId}). Give one of them another name, or set allowDuplicateName: true.`;

export const severalToAdopt = (name: string, holders: readonly ListedSpace[]) =>
  `adoptExisting: true takes over one space, and DingTalk has ${holders.length} of the name '${name}': ${holders.map(describe).join("; ")}. Nothing was changed. Set the option import: "<the id of one>".`;

export const adopted = ({ spaceName, spaceId }: Space) =>
  `took over the existing space '${spaceName ?? ""}' (id ${spaceId}), since adoptExisting is true; no space was created.`;

export const wasThereBefore = (spaceId: string) =>
  `DingTalk answered with space ${spaceId}, which was there before: no space was made. Change name, or take that space over with the option import: "${spaceId}".`;

export const belongsTo = (spaceId: string, resource: string) =>
  `Space ${spaceId} already belongs to another resource of this program, DriveSpace '${resource}'. A space belongs to one resource: remove one of the two.`;

export const notVisible = (spaceId: string) =>
  `no space with id ${spaceId} is visible to the user given as unionId. Correct the option import, or remove it to have a new space made.`;

export const otherName = ({ spaceId, spaceName }: Space, name: string) =>
  `Space ${spaceId} is named '${spaceName ?? ""}', not '${name}'. Set name: ${JSON.stringify(spaceName)}.`;

export const lookingFor = ({ request, failure }: UnknownAttempt) =>
  `it is not known whether space '${request.name}' was created (${codeOf(failure)}): looking for it for up to 40 s.`;

export const tryingAgain = ({ request, failure }: UnknownAttempt) =>
  `the first attempt to create space '${request.name}' ended in ${codeOf(failure)} and no space of it was seen, so it is created once more. ` +
  "Look in DingTalk Drive later: if there are two of this name, delete the one that is not in the state. More: docs/reliability.md.";

export const unclear = (attempt: UnknownAttempt, spaces: readonly ListedSpace[]) =>
  `${textOf(attempt.failure)} It is not clear which space this attempt has made, if any: ${spaces.map(describe).join("; ")}. ` +
  `Take one over with the option import: "<id>", or delete it in DingTalk Drive; then run \`pulumi up\` again. More: docs/reliability.md.`;

export const changedName = ({ request, failure }: UnknownAttempt, spaces: readonly ListedSpace[]) =>
  `${textOf(failure)} DingTalk may have made the space under another name: asked for was '${request.name}', and new is ${spaces.map((space) => `'${space.spaceName}' (${describe(space)})`).join("; ")}. ` +
  `If it is this one, set name to its name and the option import: "<its id>"; if not, run \`pulumi up\` again. More: docs/reliability.md.`;

export const unseen = (attempt: UnknownAttempt) =>
  `${textOf(attempt.failure)} Whether the space was made is not known, and the app lacks the permission Drive.Space.Read to look. ` +
  lookYourself(attempt);

export const unresolved = (attempt: UnknownAttempt, problem: unknown) =>
  `${textOf(attempt.failure)} Whether the space was made is not known, since looking for it failed: ` +
  `${isBlocked(attempt.failure) && isBlocked(problem) ? "that was answered in the same way." : textOf(problem)} ` +
  nextLook(attempt);

export const nothingSeen = (attempt: UnknownAttempt) => noneOf(attempt, "after two attempts");

export const noTimeForAnother = (attempt: UnknownAttempt) =>
  noneOf(attempt, "and there was no time left for another attempt");

export const notSentAgain = (attempt: UnknownAttempt, problem: unknown) =>
  noneOf(attempt, `and a second attempt failed: ${textOf(problem).replace(/\.$/, "")}`);

const noneOf = (attempt: UnknownAttempt, when: string) =>
  `${textOf(attempt.failure)} No space of it was seen ${when}. ${nextLook(attempt)}`;

/** The next run says what this one left behind, but if a name may be taken twice it has no reason to. */
const nextLook = (attempt: UnknownAttempt) =>
  attempt.request.allowDuplicateName
    ? lookYourself(attempt)
    : `Run \`pulumi up\` again: it looks for a space '${attempt.request.name}' first, and names it if it is there; ` +
      `then take it over with adoptExisting: true, or the option import: "<its id>". More: docs/reliability.md.`;

const lookYourself = ({ request, sentAt }: UnknownAttempt) =>
  `Look in DingTalk Drive for a space '${request.name}' created at about ${new Date(sentAt).toISOString()}: if it is there, ` +
  `take it over with the option import: "<its id>"; if not, run \`pulumi up\` again. More: docs/reliability.md.`;

export const madeButUnread = ({ failure }: UnknownAttempt, spaceId: string, why: string) =>
  `${textOf(failure)} The space was made with id ${spaceId}, which is in the state now, but could not be read: ${why} Run \`pulumi up\` again.`;

export const maybeTwice = ({ request, failure }: UnknownAttempt, spaceId: string, problem: unknown) =>
  `${textOf(failure)} Of two attempts one made space ${spaceId}, which is in the state now. Whether the other made another is not known, ` +
  `since looking for it failed: ${textOf(problem)} Look in DingTalk Drive for a second space '${request.name}', then run \`pulumi up\` again. More: docs/reliability.md.`;

export const twice = ({ failure }: UnknownAttempt, spaceId: string, others: readonly ListedSpace[]) =>
  `${textOf(failure)} Of two attempts one made space ${spaceId}, which is in the state now; the other may have made ` +
  `another of this name: ${others.map(describe).join("; ")}. Delete it in DingTalk Drive if it is not wanted, then run \`pulumi up\` again. More: docs/reliability.md.`;

export const twinsSeen = (name: string, spaceId: string, others: readonly ListedSpace[]) =>
  `DingTalk has ${others.length + 1} spaces of the name '${name}': id ${spaceId}, which this stack has, and ${others.map(describe).join("; ")}. ` +
  "If two runs made them at the same moment, move what the other contains and delete it in DingTalk Drive. If both are wanted, set allowDuplicateName: true. More: docs/reliability.md.";

export const holdsBytes = (space: string, bytes: number) =>
  holdsFiles(space, `${formatBytes(bytes)} of files; deleting it would delete them`);

export const holdsEntry = (space: string, { type, name }: Entry) =>
  holdsFiles(
    space,
    `the ${type === "FOLDER" ? "folder" : "file"} '${name}'; deleting it would delete that too`,
  );

const holdsFiles = (space: string, what: string) =>
  `${space.replace(/^s/, "S")} contains ${what}. Nothing was changed. ` +
  "To delete it anyway, set forceDestroy: true; to keep it, retainOnDelete: true; then run `pulumi up` and retry. " +
  "More: docs/renaming.md.";

/** The answer that should show what a space contains cannot tell. */
export function notDetermined(space: string, problem: unknown): string {
  const why = textOf(problem);
  // What refused the look may have named the permission itself.
  const help = why.includes("Storage.File.Read")
    ? "To"
    : "To have it checked, grant the app the permission Storage.File.Read; to";
  return (
    `could not determine whether ${space} contains files, so it was not deleted. ${why} ` +
    `${help} delete it anyway, set forceDestroy: true; then run \`pulumi up\` and retry. More: docs/renaming.md.`
  );
}

export const sizeUnknown = "DingTalk does not say how much it contains (no usedQuota).";

export const waitingForName = (name: string) =>
  `waiting up to 30 s for the name '${name}', which a space has that this run replaces too.`;

/** A space that is to replace another must be able to have its name. */
export const staysAfterAll = (name: string, { spaceId }: ListedSpace, why: unknown) =>
  `the name '${name}' is not free: space ${spaceId} has it and would have to be deleted first, which is refused. Nothing was changed. ${textOf(why)}`;

export const stillThere = (spaceId: string, failure: unknown) =>
  `${textOf(failure)} DingTalk still shows space ${spaceId}. If it was deleted just now, wait a minute and run again.`;

export const notShownYet = (spaceId: string, failure: unknown) =>
  `${textOf(failure)} Whether space ${spaceId} is there is not known: it was made a short time ago, and DingTalk does not show it yet. Wait a minute and run again. More: docs/reliability.md.`;

export const deletingAgain = (spaceId: string, failure: unknown) =>
  `it is not known whether space ${spaceId} was deleted (${codeOf(failure)}): trying again.`;

export const deleteUnknown = (spaceId: string, failure: unknown, problem: unknown) =>
  `${textOf(failure)} Whether space ${spaceId} was deleted is not known, since looking for it failed: ${textOf(problem)} Run the same command again.`;

export const keptForAnother = (spaceId: string) =>
  `space ${spaceId} now belongs to another resource of this program, so it was not deleted.`;

const codeOf = (failure: unknown) => (failure instanceof DingTalkError ? failure.code : textOf(failure));

function describe(space: ListedSpace): string {
  return `id ${space.spaceId}, created ${space.createTime ?? "at an unknown time"}`;
}
