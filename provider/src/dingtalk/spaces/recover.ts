import type { Deadline } from "../http/deadline";
import { DingTalkError } from "../errors/dingTalkError";
import { changedName, lookingFor, madeButUnread, unclear, unresolved, unseen } from "./messages";
import { LONG_WAIT_MS, LOOK_MS, RECONCILE_DELAYS_MS } from "../http/timings";
import { PartialFailureError, UserActionError } from "../errors/userActionError";
import { partialSpaceId } from "../api/spaces";
import { reconcile } from "./reconcile";
import { sameName } from "./spaceName";
import type { SpaceDependencies } from "./spaceDependencies";
import type { SpaceRequest } from "./spaceRequest";
import { textOf } from "../http/text";
import type { Listing } from "../reading/listings";
import type { ListedSpace, Space } from "../wire/schemas";

/** An attempt to add a space whose outcome is not known. Times in milliseconds since 1970. */
export interface UnknownAttempt {
  readonly request: SpaceRequest;
  /** The list from before the first attempt; `undefined` if the app may not list. */
  readonly baseline: Listing | undefined;
  /** When the first attempt was sent. */
  readonly sentAt: number;
  /** When the last attempt failed. */
  readonly failedAt: number;
  /** How the last attempt failed. */
  readonly failure: unknown;
  /** The id that is known all the same. */
  readonly spaceId?: string;
}

/** The space that an attempt of unknown outcome has made, claimed; `undefined` if complete lists show none of it. */
export async function recover(
  attempt: UnknownAttempt,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space | undefined> {
  const { baseline, failure } = attempt;
  const { ownership } = deps;
  if (attempt.spaceId !== undefined) return complete(attempt.spaceId, attempt, deps, deadline);
  const seen = new Set(baseline?.spaces.map(({ spaceId }) => spaceId));
  const hint = partialSpaceId(failure);
  if (hint !== undefined && !seen.has(hint) && !ownership.isTaken(hint))
    return complete(hint, attempt, deps, deadline);
  if (!baseline) throw new UserActionError(unseen(attempt));
  const space = await lookFor(attempt, seen, deps, deadline);
  if (!space) return undefined;
  const { name, unionId } = attempt.request;
  ownership.claim(space.spaceId, name);
  ownership.settle(name);
  deps.readerFor(unionId).remember(space);
  return space;
}

/** Lists again and again, as lists may lag. "None" is an answer only if the last look gives it. */
async function lookFor(
  attempt: UnknownAttempt,
  seen: ReadonlySet<string>,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<ListedSpace | undefined> {
  const { unionId, name } = attempt.request;
  const { clock, listings, reporter } = deps;
  let problem: unknown = "There was no time left for it.";
  for (const at of lookTimes(attempt, clock.now())) {
    if (at - attempt.failedAt >= LONG_WAIT_MS) reporter.notice(`looking for ${name}`, lookingFor(attempt));
    if (!(await deadline.sleep(Math.max(0, at - clock.now())))) break;
    let list: readonly ListedSpace[];
    try {
      const look = deadline.another(Math.min(LOOK_MS, deadline.left));
      list = (await listings.fresh(unionId, look, { evenIfBlocked: true })).spaces;
      problem = undefined;
    } catch (error) {
      problem = error;
      if (mayPass(error)) continue;
      break;
    }
    const finding = reconcile({ name, sentAt: attempt.sentAt, seen, ...circumstances(list, deps) }, list);
    if (finding.kind === "one") return finding.space;
    if (finding.kind === "unclear") throw new UserActionError(unclearText(attempt, finding.spaces));
  }
  if (problem !== undefined) throw new UserActionError(unresolved(attempt, problem));
  return undefined;
}

/** When to look: as long as lists may lag behind the attempt, and once if that time is over. */
function lookTimes({ failedAt }: UnknownAttempt, now: number): readonly number[] {
  const times = RECONCILE_DELAYS_MS.map((delay) => failedAt + delay);
  const ahead = times.filter((time) => time > now);
  return ahead.length === times.length ? ahead : [now, ...ahead];
}

function circumstances(list: readonly ListedSpace[], { ownership, clockSkewMs }: SpaceDependencies) {
  const taken = list.map(({ spaceId }) => spaceId).filter((id) => ownership.isTaken(id));
  return { claimed: new Set(taken), wanted: ownership.wantedNames, clockSkewMs: clockSkewMs() };
}

function unclearText(attempt: UnknownAttempt, spaces: readonly ListedSpace[]): string {
  const isChanged = spaces.every(({ spaceName }) => !sameName(spaceName, attempt.request.name));
  return isChanged ? changedName(attempt, spaces) : unclear(attempt, spaces);
}

/** Whether the next look may go better. */
const mayPass = (error: unknown): boolean =>
  error instanceof DingTalkError && ["unknown", "notSent", "throttled"].includes(error.kind);

/** No answer came in time: what was asked for may still be under way. */
export const isSilent = (failure: unknown): boolean =>
  failure instanceof DingTalkError && failure.code === "no.answer";

/** The space is there, and its fields are not yet: whatever happens now, its id is known, and nobody else's. */
async function complete(
  spaceId: string,
  attempt: UnknownAttempt,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space> {
  const { name, unionId } = attempt.request;
  deps.ownership.claim(spaceId, name);
  let why = "DingTalk does not show it yet.";
  try {
    const space = await deps.readerFor(unionId).read(spaceId, deadline, 0);
    if (space) {
      deps.ownership.settle(name);
      return space;
    }
  } catch (error) {
    why = textOf(error);
  }
  throw partialFailure(attempt, spaceId, madeButUnread(attempt, spaceId, why), deps);
}

/** The error of a create whose space is known. Who creates that name again gets this space. */
export function partialFailure(
  attempt: UnknownAttempt,
  spaceId: string,
  message: string,
  { ownership }: SpaceDependencies,
): PartialFailureError {
  ownership.remember({ ...attempt, spaceId });
  return new PartialFailureError(spaceId, message);
}
