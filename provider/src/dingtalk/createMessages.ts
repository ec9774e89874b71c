import { isBlocked, type DingTalkError } from "./dingTalkError";
import { Refusal } from "./refusal";
import type { SpaceRequest } from "./spaceRequest";
import type { ListedSpace } from "./wire";

/** What a create that has not simply succeeded says: what is known, and exactly what to do next. */

export function nameTaken(holders: readonly ListedSpace[]): Refusal {
  const [first] = holders;
  const id = first?.spaceId ?? "";
  return new Refusal(
    `DingTalk already has ${holders.length === 1 ? "a space" : `${holders.length} spaces`} of this name: ${holders.map(describe).join("; ")}. ` +
      `Nothing was created. To take it over, set the option import: "${id}" and run pulumi up. ` +
      "If a resource of this stack was renamed, give its old name in the option aliases instead. " +
      "To have another of the same name, set allowDuplicateName: true.",
  );
}

export function unclear(spaces: readonly ListedSpace[], failure: DingTalkError): Refusal {
  return new Refusal(
    `${failure.message} It is not clear which space this attempt has made, if any: ${spaces.map(describe).join("; ")}. ` +
      `Take one over with the option import: "<id>", or delete it in DingTalk Drive; then run pulumi up again.`,
  );
}

export const unseen = (request: SpaceRequest, failure: DingTalkError, sentAt: number) =>
  `${failure.message} Whether the space was made is not known, and the app lacks the permission Drive.Space.Read to look. ` +
  lookYourself(request, sentAt);

export const unresolved = (request: SpaceRequest, failure: DingTalkError, sentAt: number, problem: unknown) =>
  `${failure.message} Whether the space was made is not known, since looking for it failed: ` +
  `${isBlocked(failure) && isBlocked(problem) ? "that was answered in the same way." : textOf(problem)} ` +
  nextLook(request, sentAt);

export const nothingSeen = (request: SpaceRequest, failure: DingTalkError, sentAt: number, when: string) =>
  `${failure.message} No space of it was seen ${when}. ${nextLook(request, sentAt)}`;

/** The next run says what this one left behind, but where a name may be taken twice it has no reason to. */
const nextLook = (request: SpaceRequest, sentAt: number) =>
  request.allowDuplicateName
    ? lookYourself(request, sentAt)
    : `Run pulumi up again: it looks for a space '${request.name}' first, and names it if it is there; ` +
      `then take it over with the option import: "<its id>".`;

const lookYourself = ({ name }: SpaceRequest, sentAt: number) =>
  `Look in DingTalk Drive for a space '${name}' created at about ${new Date(sentAt).toISOString()}: if it is there, ` +
  `take it over with the option import: "<its id>"; if not, run pulumi up again.`;

export const maybeTwice = (name: string, spaceId: string, failure: DingTalkError, problem: unknown) =>
  `${failure.message} Of two attempts one made space ${spaceId}, which is in the state now. Whether the other made another is not known, ` +
  `since looking for it failed: ${textOf(problem)} Look in DingTalk Drive for a second space '${name}', then run pulumi up again.`;

export const twice = (spaceId: string, others: readonly ListedSpace[], failure: DingTalkError) =>
  `${failure.message} Of two attempts one made space ${spaceId}, which is in the state now; the other may have made ` +
  `another of this name: ${others.map(describe).join("; ")}. Delete it in DingTalk Drive if it is not wanted, then run pulumi up again.`;

function describe(space: ListedSpace): string {
  const created = space["createTime"];
  return `id ${space.spaceId}, created ${typeof created === "string" ? created : "at an unknown time"}`;
}

export const textOf = (problem: unknown): string =>
  problem instanceof Error ? problem.message : String(problem);
