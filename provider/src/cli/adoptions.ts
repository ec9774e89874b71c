import { logicalNames, oldestFirst, type Named } from "./logicalNames";
import type { Adoption } from "./programs/adoption";

/** The spaces as a program declares them, oldest first, with names that are not taken. */
export function adoptionsOf(
  spaces: readonly Named[],
  taken: ReadonlySet<string> = new Set(),
  all: readonly Named[] = spaces,
): Adoption[] {
  const names = logicalNames(spaces, taken);
  const holders = new Map<string, number>();
  for (const { spaceName } of all) holders.set(spaceName, (holders.get(spaceName) ?? 0) + 1);
  return oldestFirst(spaces).map(({ spaceId, spaceName }) => ({
    logical: names.get(spaceId) ?? spaceId,
    spaceId,
    spaceName,
    isShared: (holders.get(spaceName) ?? 0) > 1,
  }));
}
