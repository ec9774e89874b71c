import { Pager } from "../api/pages";
import type { Spaces } from "../api/spaces";
import type { Deadline } from "../http/deadline";
import type { ListedSpace } from "../wire/schemas";

export interface ListOptions {
  readonly evenIfBlocked?: boolean;
}

/** The list of the spaces that a user can see. */
export const spaceList = (spaces: Spaces, unionId: string, options?: ListOptions): Pager<ListedSpace> =>
  new Pager("list", async (from, deadline) => {
    const { spaces: items, next } = await spaces.page(unionId, from, deadline, options);
    return { items, next };
  });

/** Every space that the user can see. */
export async function listAll(
  spaces: Spaces,
  unionId: string,
  deadline: Deadline,
  options?: ListOptions,
): Promise<readonly ListedSpace[]> {
  const all = new Map<string, ListedSpace>();
  for await (const page of spaceList(spaces, unionId, options).all(deadline)) {
    for (const space of page) all.set(space.spaceId, space);
  }
  return [...all.values()];
}
