import type { Deadline } from "../http/deadline";
import { DELETE_DELAYS_MS, GUARD_MAX_AGE_MS, LONG_WAIT_MS } from "../http/timings";
import { isYoung } from "./isYoung";
import { deleteUnknown, deletingAgain, keptForAnother, notShownYet, stillThere } from "./messages";
import { isDingTalksWord, isNotFound, isRefused, isUnknown } from "../errors/guards";
import type { CallReserve } from "./callReserve";
import type { SpaceDependencies } from "./spaceDependencies";
import { sendOnFreshLook } from "./sendOnFreshLook";
import type { SpaceGuard } from "./spaceGuard";
import { UserActionError } from "../errors/userActionError";

export interface DeleteRequest {
  readonly spaceId: string;
  readonly unionId: string;
  readonly forceDestroy: boolean;
  /** When it was made, milliseconds since 1970, if that is known: answers may not show yet what is young. */
  readonly madeAt?: number | undefined;
  /** Whether the state says that it is empty: then its entries are listed beside the read, not after it. */
  readonly probablyEmpty?: boolean;
}

export interface DeleteDependencies extends SpaceDependencies {
  readonly guard: SpaceGuard;
  readonly reserve: CallReserve;
}

/** Deletes a space, but never files that nobody has said may go. */
export async function deleteSpace(
  request: DeleteRequest,
  deps: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  const { spaceId, unionId, forceDestroy } = request;
  const { ownership, readerFor, reporter, reserve } = deps;
  if (ownership.holderOf(spaceId) !== undefined) {
    // Its resource was renamed in the program: another took the space over, and now the old one goes.
    reporter.notice(`kept ${spaceId}`, keptForAnother(spaceId));
    return;
  }
  // What can be shared is shared: the guard finds this answer when it is this space's turn.
  if (!forceDestroy && reserve.isNear) await readerFor(unionId).read(spaceId, deadline, GUARD_MAX_AGE_MS);
  await reserve.run(() => deleteNow(request, deps, deadline));
  ownership.forget(spaceId);
}

async function deleteNow(
  request: DeleteRequest,
  deps: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  const { spaceId, unionId, forceDestroy } = request;
  let { madeAt } = request;
  for (const wait of [...DELETE_DELAYS_MS, undefined]) {
    // Before every attempt: time has passed, and somebody may have put files there.
    const look = () => deps.guard.assertEmpty({ ...request, madeAt }, deadline);
    const found = forceDestroy ? undefined : await look();
    if (found?.state === "gone") return;
    // Answers that have shown it once may not leave it out because it is new.
    if (found?.state === "empty") madeAt = undefined;
    const sent = await sendOnFreshLook(
      {
        look: found,
        again: look,
        isStale: (last) => last !== undefined && deps.guard.isStale(last.at),
        isSettled: (last) => last?.state === "gone",
      },
      async (beforeSend) => {
        await deps.spaces.delete(spaceId, unionId, deadline, { beforeSend });
        return "deleted";
      },
    );
    if (!("failure" in sent)) return;
    const { failure } = sent;
    if (isNotFound(failure) && isDingTalksWord(failure)) return;
    if (!isUnknown(failure) && !isRefused(failure) && !isNotFound(failure)) throw failure;
    const seen = await lookAfter({ ...request, madeAt }, failure, deps, deadline);
    if (seen === "gone") return;
    if (isUnknown(failure) && wait !== undefined) {
      if (wait >= LONG_WAIT_MS) deps.reporter.notice(`deleting ${spaceId}`, deletingAgain(spaceId, failure));
      if (await deadline.sleep(wait)) continue;
    }
    throw new UserActionError(
      seen === "not shown" ? notShownYet(spaceId, failure) : stillThere(spaceId, failure),
    );
  }
}

/** What a look shows after a refusal or an unknown outcome. That nothing shows a young space does not say that it is gone. */
async function lookAfter(
  { spaceId, unionId, madeAt }: DeleteRequest,
  failure: unknown,
  { readerFor, clock }: DeleteDependencies,
  deadline: Deadline,
): Promise<"there" | "gone" | "not shown"> {
  try {
    const reader = readerFor(unionId);
    if (isYoung(madeAt, clock.now()))
      return (await reader.readIfSeen(spaceId, deadline, 0)) ? "there" : "not shown";
    return (await reader.read(spaceId, deadline, 0)) ? "there" : "gone";
  } catch (error) {
    if (isUnknown(failure)) throw new UserActionError(deleteUnknown(spaceId, failure, error));
    throw failure;
  }
}
