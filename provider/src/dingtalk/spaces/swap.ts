import type { Deadline } from "../http/deadline";
import { LONG_WAIT_MS, SWAP_POLL_MS, SWAP_WAIT_MS } from "../http/timings";
import type { DeleteRequest } from "./delete";
import { waitingForName } from "./messages";
import { nameHolders } from "./nameHolders";
import type { SpaceDependencies } from "./spaceDependencies";
import type { SpaceRequest } from "./spaceRequest";
import type { Listing } from "../reading/listings";
import type { ListedSpace } from "../wire/schemas";

/** Spaces that this run is about to replace, by id. */
export interface LeavingSpaces {
  get(spaceId: string): DeleteRequest | undefined;
}

/**
 * In a swap what has the name is being deleted at this moment by another resource of the run: waits until that has
 * ended, well or not, or has taken too long.
 *
 * @returns whether there was anything to wait for.
 */
export async function untilLeft(
  request: SpaceRequest,
  listed: Listing | undefined,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<boolean> {
  if (request.allowDuplicateName) return false;
  const holder = () =>
    nameHolders(request.name, listed, deps.ownership).find(({ spaceId }) => leaving.get(spaceId));
  if (!holder()) return false;
  await waitWhile(() => holder() !== undefined, request.name, deps, deadline);
  return true;
}

/** The engine compares resources one by one: waits until it has planned to replace the space that has the name. */
export async function untilLeaving(
  { spaceId }: ListedSpace,
  name: string,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<void> {
  const { ownership } = deps;
  const isUnplanned = () => leaving.get(spaceId) === undefined && !ownership.isTaken(spaceId);
  await waitWhile(isUnplanned, name, deps, deadline);
}

async function waitWhile(
  isSo: () => boolean,
  name: string,
  { clock, reporter }: SpaceDependencies,
  deadline: Deadline,
): Promise<void> {
  const start = clock.now();
  while (isSo() && clock.now() - start < SWAP_WAIT_MS && (await deadline.sleep(SWAP_POLL_MS)))
    if (clock.now() - start > LONG_WAIT_MS) reporter.notice(`swap ${name}`, waitingForName(name));
}
