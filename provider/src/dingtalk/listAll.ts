import type { Deadline } from "./clock";
import { DingTalkError } from "./dingTalkError";
import type { Spaces } from "./spaces";
import type { ListedSpace } from "./wire";

/** Every space that the user can see, page after page. A list that goes round in circles is no answer. */
export async function listAll(
  spaces: Spaces,
  unionId: string,
  deadline: Deadline,
  options?: { evenIfBlocked?: boolean },
): Promise<readonly ListedSpace[]> {
  const all = new Map<string, ListedSpace>();
  const followed = new Set<string>();
  for (let from: string | undefined; ;) {
    const page = await spaces.page(unionId, from, deadline, options);
    for (const space of page.spaces) all.set(space.spaceId, space);
    if (page.next === undefined) return [...all.values()];
    if (followed.has(page.next)) throw circularList();
    followed.add(page.next);
    from = page.next;
  }
}

export const circularList = () =>
  new DingTalkError({
    operation: "list",
    code: "incomplete.answer",
    message: "The list's pages lead round in a circle",
  });
