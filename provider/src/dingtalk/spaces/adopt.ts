import { adopted, belongsTo, notVisible, otherName, severalToAdopt } from "./messages";
import { createSpace } from "./create";
import type { Deadline } from "../http/deadline";
import { nameHolders } from "./nameHolders";
import { sameName } from "./spaceName";
import type { Listing } from "../reading/listings";
import type { SpaceDependencies } from "./spaceDependencies";
import type { SpaceRequest } from "./spaceRequest";
import type { LeavingSpaces } from "./swap";
import { UserActionError } from "../errors/userActionError";
import type { Space } from "../wire/schemas";

/** Takes over a space that exists. One that this run has deleted is being replaced: a new one is made. */
export async function adoptSpace(
  spaceId: string,
  request: SpaceRequest,
  leaving: LeavingSpaces,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space> {
  return deps.ownership.hasDeleted(spaceId)
    ? createSpace(request, leaving, deps, deadline)
    : takeOver(spaceId, request, deps, deadline);
}

/** Takes over the one space that has the name already, if the request asks for that; `undefined` if there is none. */
export async function adoptListed(
  request: SpaceRequest,
  listed: Listing | undefined,
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<Space | undefined> {
  const { name, adoptExisting } = request;
  if (adoptExisting !== true) return undefined;
  const holders = nameHolders(name, listed, deps.ownership);
  const [only] = holders;
  if (!only) return undefined;
  if (holders.length > 1) throw new UserActionError(severalToAdopt(name, holders));
  const space = await takeOver(only.spaceId, request, deps, deadline);
  deps.reporter.notice(`adopted ${only.spaceId}`, adopted(space));
  return space;
}

async function takeOver(
  spaceId: string,
  request: SpaceRequest,
  { ownership, readerFor }: SpaceDependencies,
  deadline: Deadline,
): Promise<Space> {
  const { name, unionId } = request;
  const holder = ownership.holderOf(spaceId);
  if (holder !== undefined) throw new UserActionError(belongsTo(spaceId, holder));
  ownership.reserve(spaceId, name);
  try {
    const space = await readerFor(unionId).read(spaceId, deadline);
    if (!space) throw new UserActionError(notVisible(spaceId));
    // What DingTalk leaves out says nothing against it.
    if (space.spaceName !== undefined && !sameName(space.spaceName, name))
      throw new UserActionError(otherName(space, name));
    ownership.claim(spaceId, name);
    return space;
  } catch (error) {
    ownership.release(spaceId);
    throw error;
  }
}
