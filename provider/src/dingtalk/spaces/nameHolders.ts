import type { Listing } from "../reading/listings";
import { nameTaken } from "./messages";
import type { Ownership } from "./ownership";
import { sameName } from "./spaceName";
import type { SpaceRequest } from "./spaceRequest";
import { UserActionError } from "../errors/userActionError";
import type { ListedSpace } from "../wire/schemas";

/** The spaces that have this name, but those that this run has deleted. */
export function nameHolders(
  name: string,
  listed: Listing | undefined,
  ownership: Ownership,
): readonly ListedSpace[] {
  if (!listed) return [];
  return listed.spaces.filter(
    ({ spaceId, spaceName }) => sameName(spaceName, name) && !ownership.hasDeleted(spaceId),
  );
}

/** Refuses a name that a space has already. */
export function assertNameFree(
  { name, allowDuplicateName }: SpaceRequest,
  listed: Listing | undefined,
  ownership: Ownership,
): void {
  if (allowDuplicateName) return;
  const holders = nameHolders(name, listed, ownership);
  if (holders.length > 0) throw new UserActionError(nameTaken(holders, ownership));
}
