import { adoptListed } from "./adopt";
import { assertNameFree } from "./nameHolders";
import { assertOnlyOne } from "./assertOnlyOne";
import type { Deadline } from "../http/deadline";
import { mayHaveBeenDone } from "../errors/mayHaveBeenDone";
import {
  nameHeld,
  namesMissing,
  noTimeForAnother,
  nothingSeen,
  notSentAgain,
  tryingAgain,
  wasThereBefore,
} from "./messages";
import { recover, type UnknownAttempt } from "./recover";
import { BASELINE_MS, SECOND_ATTEMPT_MS } from "../http/timings";
import { sendOnFreshLook } from "./sendOnFreshLook";
import type { SpaceDependencies } from "./spaceDependencies";
import type { SpaceRequest } from "./spaceRequest";
import { untilLeft, type LeavingSpaces } from "./swap";
import { UserActionError } from "../errors/userActionError";
import type { Listing } from "../reading/listings";
import type { Space } from "../wire/schemas";

/**
 * Makes exactly one space. An add has no idempotency key: one whose outcome is unknown is never repeated
 * before complete lists have shown that there is no space of it. What is not settled is remembered: whoever
 * creates that name again goes on from there.
 *
 * @param leaving what this run is about to replace: a name that it gives up is waited for.
 */
export function createSpace(
  request: SpaceRequest,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space> {
  const { ownership } = deps;
  // An id that becomes known only while this create waits for its turn is another resource's.
  const knownId = ownership.unsettled(request.name)?.spaceId;
  return ownership.inTurn(request.name, () => {
    const unsettled = ownership.unsettled(request.name);
    const attempt = unsettled?.spaceId === knownId ? unsettled : undefined;
    return create(request, attempt, leaving, deps, deadline);
  });
}

async function create(
  request: SpaceRequest,
  unsettled: UnknownAttempt | undefined,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space> {
  const { ownership, clock, reporter } = deps;
  const lookBefore = () => lookForName(request, leaving, deps, deadline);
  let look = unsettled ? await lookForAttempt(unsettled, deps, deadline) : await lookBefore();

  // What was asked before and is not settled counts as the first attempt.
  for (let first = unsettled; ; first = ownership.unsettled(request.name)) {
    if (look.space) return look.space;
    if (first) {
      if (deadline.left < SECOND_ATTEMPT_MS) throw new UserActionError(noTimeForAnother(first));
      reporter.notice(`second attempt ${request.name}`, tryingAgain(first));
    }
    const sentAt = clock.now();
    const sent = await sendOnFreshLook(
      {
        look,
        again: () => (first ? lookForAttempt(first, deps, deadline) : lookBefore()),
        isStale: ({ at }) => clock.now() - at > BASELINE_MS,
        isSettled: ({ space }) => space !== undefined,
      },
      (beforeSend) => deps.spaces.add(request.name, request.unionId, deadline, { beforeSend }),
    );
    const { answer, failure } = sent;
    const { baseline, space: found } = sent.look;
    if (found) return found;
    if (answer) {
      claim(request, answer, baseline, deps);
      if (first) await assertOnlyOne(first, answer, "answered", deps, deadline);
      return answer;
    }
    if (!mayHaveBeenDone(failure)) {
      if (!first) throw failure;
      look = await lookForAttempt(first, deps, deadline);
      if (look.space) return look.space;
      throw new UserActionError(notSentAgain(first, failure));
    }
    const attempt = { request, baseline, failure, sentAt: first?.sentAt ?? sentAt, failedAt: clock.now() };
    ownership.remember(attempt);
    look = await lookForAttempt(attempt, deps, deadline);
    if (look.space) {
      if (first) await assertOnlyOne(attempt, look.space, "unknown", deps, deadline);
      return look.space;
    }
    if (first) throw new UserActionError(nothingSeen(attempt));
  }
}

/** What was looked at before an add. */
interface Look {
  /** When that was asked for, milliseconds since 1970. */
  readonly at: number;
  /** The list from before the first attempt; `undefined` if the app may not list. */
  readonly baseline: Listing | undefined;
  /** The space that makes the add unnecessary. */
  readonly space: Space | undefined;
}

/** Before a first attempt: refuses a name that is taken, unless its space is to be taken over. */
async function lookForName(
  request: SpaceRequest,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Look> {
  let baseline = await listBefore(request, deps, deadline);
  if (await untilLeft(request, baseline, leaving, deps, deadline))
    baseline = await listBefore(request, deps, deadline);
  const space = await adoptListed(request, baseline, deps, deadline);
  // An app that may not list learns nothing by asking again.
  const look = { at: baseline?.at ?? Infinity, baseline, space };
  if (space) return look;
  assertNameFree(request, baseline, deps.ownership);
  sayIfUntold(request, baseline, deps);
  return look;
}

/** After an attempt of unknown outcome: the space that it has made, if there is one. */
async function lookForAttempt(
  attempt: UnknownAttempt,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Look> {
  const at = deps.clock.now();
  return { at, baseline: attempt.baseline, space: await recover(attempt, deps, deadline) };
}

/** The list before a create; `undefined` if the app may not list. */
async function listBefore(
  { name, unionId, allowDuplicateName }: SpaceRequest,
  { listings, ownership }: SpaceDependencies,
  deadline: Deadline,
): Promise<Listing | undefined> {
  const spaceId = ownership.spaceNamed(name);
  if (spaceId !== undefined && !allowDuplicateName)
    throw new UserActionError(nameHeld(spaceId, ownership.holderOf(spaceId)));
  return listings.baseline(unionId, deadline);
}

/** A space whose name is left out may have this one. */
function sayIfUntold(
  { name, allowDuplicateName }: SpaceRequest,
  baseline: Listing | undefined,
  { ownership, reporter }: SpaceDependencies,
): void {
  const nameless = (baseline?.spaces ?? []).filter(
    ({ spaceId, spaceName }) => spaceName === undefined && !ownership.isTaken(spaceId),
  );
  if (nameless.length > 0 && !allowDuplicateName)
    reporter.notice(`untold ${name}`, namesMissing(name, nameless.length));
}

/** The answer's space becomes this resource's, unless it cannot be the one that this add has made. */
function claim(
  { name, unionId }: SpaceRequest,
  space: Space,
  baseline: Listing | undefined,
  { ownership, readerFor }: SpaceDependencies,
): void {
  const { spaceId } = space;
  const wasSeen = baseline?.spaces.some((seen) => seen.spaceId === spaceId) ?? false;
  if (wasSeen || ownership.isTaken(spaceId)) throw new UserActionError(wasThereBefore(spaceId));
  ownership.claim(spaceId, name);
  readerFor(unionId).remember(space);
}
