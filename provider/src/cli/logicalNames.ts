/** What a name is made of, and what makes it unique. */
export interface Named {
  readonly spaceId: string;
  readonly spaceName: string;
  readonly createTime: string;
}

/**
 * A name in the program for each space, by its id: its own name in small letters, every run of other
 * characters than letters and digits a hyphen. Of several that come out the same the oldest has the plain one
 * and the others their id behind it: the list's order makes no difference, and a space that is made later
 * changes nobody's name.
 *
 * @param used names that the program has already.
 */
export function logicalNames(
  spaces: readonly Named[],
  used: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(used);
  for (const { spaceId, spaceName } of oldestFirst(spaces)) {
    const plain = slug(spaceName) || "space";
    let name = plain;
    for (let more = slug(spaceId) || "2"; taken.has(name); more += "-2") name = `${plain}-${more}`;
    taken.add(name);
    names.set(spaceId, name);
  }
  return names;
}

/** An order that does not depend on the list's: by creation time, then by id. */
export function oldestFirst<T extends Named>(spaces: readonly T[]): T[] {
  return [...spaces].sort((a, b) => compare(a.createTime, b.createTime) || compare(a.spaceId, b.spaceId));
}

/** By code unit: no machine's language changes it. Both of DingTalk's forms of a time sort as they should, but for seconds within a minute. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const slug = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
