import { sameName } from "./sameName";
import type { ListedSpace } from "./wire";

/** What is known of an attempt to add a space whose outcome is not. Times in milliseconds since 1970. */
export interface Attempt {
  readonly name: string;
  /** When it was sent first. */
  readonly sentAt: number;
  /** When the look around before it began. */
  readonly lookedAt: number;
  /** The ids that the look around showed. */
  readonly seen: ReadonlySet<string>;
  /** The ids that belong to other resources of this run. */
  readonly claimed: ReadonlySet<string>;
  /** The id that an answer gave which was not complete. */
  readonly hint?: string | undefined;
}

export type Finding =
  | { readonly kind: "one"; readonly space: ListedSpace }
  | { readonly kind: "none" }
  /** More than one could be it, or one that was probably somebody else's: a person must say. */
  | { readonly kind: "unclear"; readonly spaces: readonly ListedSpace[] };

/** How far DingTalk's clock and ours may be apart. Milliseconds. */
const skewMs = 5 * 60_000;
/** A space this much older than the attempt was not made by it, however wrong the clocks. Milliseconds. */
const impossibleMs = 90 * 60_000;
const minuteMs = 60_000;

/**
 * Which space of a complete list the attempt has made. Only spaces of its name count that were not there
 * before and are nobody else's; of these the creation time tells those that somebody else made between the
 * look and the attempt.
 */
export function reconcile(attempt: Attempt, list: readonly ListedSpace[]): Finding {
  const { hint, name, seen, claimed } = attempt;
  const fresh = list.filter(({ spaceId }) => !seen.has(spaceId) && !claimed.has(spaceId));
  const hinted = hint === undefined ? undefined : fresh.find(({ spaceId }) => spaceId === hint);
  if (hinted) return { kind: "one", space: hinted };
  const named = fresh.filter(({ spaceName }) => sameName(spaceName, name));
  const fitting = named.filter((space) => fits(space, attempt));
  const [only] = fitting;
  if (only && fitting.length === 1) return { kind: "one", space: only };
  return named.length === 0
    ? { kind: "none" }
    : { kind: "unclear", spaces: fitting.length ? fitting : named };
}

function fits(space: ListedSpace, { sentAt, lookedAt }: Attempt): boolean {
  const latest = creationTime(space);
  // A time that cannot be read says nothing against a space that was not there before.
  if (latest === undefined) return true;
  if (latest >= sentAt - skewMs) return true;
  // Made after the look, as the look shows, but dated before it: DingTalk's clock is behind by more.
  return latest < lookedAt && latest > sentAt - impossibleMs;
}

/** The latest moment that `createTime` can mean; it may be given to the minute. */
function creationTime(space: ListedSpace): number | undefined {
  const text = space["createTime"];
  if (typeof text !== "string") return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  return /T\d{2}:\d{2}Z?$/.test(text) ? time + minuteMs - 1 : time + 999;
}
