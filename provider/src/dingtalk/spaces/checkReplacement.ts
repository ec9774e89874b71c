import { assertNameFree, nameHolders } from "./nameHolders";
import type { Deadline } from "../http/deadline";
import type { DeleteDependencies, DeleteRequest } from "./delete";
import type { SpaceRequest } from "./spaceRequest";
import { untilLeaving, type LeavingSpaces } from "./swap";
import { staysAfterAll } from "./messages";
import { UnseenSpaceError } from "./spaceGuard";
import { UserActionError } from "../errors/userActionError";
import type { ListedSpace } from "../wire/schemas";

/** What is to replace a space. */
export interface Replacement {
  readonly next: SpaceRequest;
  /** What else the run is about to replace: its names are free once it may be deleted. */
  readonly leaving: LeavingSpaces;
  /** Whether the program gives the old name to another space, whose replacement may not be planned yet. */
  readonly maySwap?: boolean;
}

/** Refuses a replacement of which a part would be refused later: before anything is deleted, dependents included. */
export async function checkReplacement(
  old: DeleteRequest,
  next: SpaceRequest,
  leaving: LeavingSpaces,
  deps: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  if (!old.forceDestroy) await assertMayGo(old, deps, deadline);
  await assertNameWillBeFree(old, { next, leaving }, deps, deadline);
}

/** A space that nothing shows may be gone: an earlier run has deleted it, and then its add failed. Its delete looks again. */
async function assertMayGo(
  old: DeleteRequest,
  { guard }: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  try {
    await guard.assertEmpty(old, deadline);
  } catch (error) {
    if (!(error instanceof UnseenSpaceError)) throw error;
  }
}

/** Refuses if the space that is to replace `old` cannot have its name once what leaves has left. */
export async function assertNameWillBeFree(
  old: DeleteRequest,
  { next, leaving, maySwap = false }: Replacement,
  deps: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  const { listings, ownership } = deps;
  if (next.allowDuplicateName) return;
  const listed = await listings.baseline(next.unionId, deadline);
  if (!listed) return;
  const holders = nameHolders(next.name, listed, ownership).filter(({ spaceId }) => spaceId !== old.spaceId);
  const staying: ListedSpace[] = [];
  for (const holder of holders) {
    if (maySwap) await untilLeaving(holder, next.name, leaving, deps, deadline);
    if (ownership.hasDeleted(holder.spaceId)) continue;
    const request = leaving.get(holder.spaceId);
    if (request) await assertMayLeave(holder, request, next.name, deps, deadline);
    else staying.push(holder);
  }
  const [only] = staying;
  const isAdopted = next.adoptExisting === true && staying.length === 1 && only !== undefined;
  if (isAdopted && ownership.holderOf(only.spaceId) === undefined) return;
  assertNameFree(next, { ...listed, spaces: staying }, ownership);
}

/** A space counts as leaving only if its own guard would let it go. */
async function assertMayLeave(
  holder: ListedSpace,
  request: DeleteRequest,
  name: string,
  { guard, ownership, readerFor }: DeleteDependencies,
  deadline: Deadline,
): Promise<void> {
  if (request.forceDestroy) return;
  try {
    await guard.assertEmpty(request, deadline);
  } catch (error) {
    if (!(error instanceof UserActionError)) throw error;
    // It may have left while it was looked into.
    const { spaceId, unionId } = request;
    if (ownership.hasDeleted(spaceId)) return;
    if ((await readerFor(unionId).read(spaceId, deadline, 0)) === undefined) return;
    throw new UserActionError(staysAfterAll(name, holder, error));
  }
}
