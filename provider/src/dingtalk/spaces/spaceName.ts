/**
 * The key under which names are compared. DingTalk trims a name, and may compose its accents: two names with
 * one key are one name to it.
 */
export const nameKey = (name: string): string => name.normalize("NFC").trim();

/** Whether DingTalk may have made one name of the other by trimming and composing, which changes nothing to a reader. */
export const sameName = (one: string | undefined, other: string): boolean =>
  one !== undefined && nameKey(one) === nameKey(other);

/** What is shorter is not taken for a name that was cut. */
const SHORTEST_CUT = 8;

/**
 * Whether `given` may be what DingTalk has made of `asked`: blanks and characters that it does not allow taken out
 * or replaced, a final dot taken away, the end cut off.
 */
export function mayBeChanged(asked: string, given: string | undefined): boolean {
  // A name that is not shown says nothing against it.
  if (given === undefined) return true;
  const wanted = letters(asked);
  const found = letters(given);
  return found === wanted || (found.length >= SHORTEST_CUT && wanted.startsWith(found));
}

const letters = (name: string) => name.normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}]/gu, "");
