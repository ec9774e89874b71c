import { MEASURED_SKEW_MS, UNMEASURED_SKEW_MS } from "../http/timings";
import { creationTime } from "./creationTime";
import { mayBeChanged, nameKey, sameName } from "./spaceName";
import type { ListedSpace } from "../wire/schemas";

/** What is known of an attempt to add a space whose outcome is not. Times in milliseconds since 1970. */
export interface Attempt {
  readonly name: string;
  /** When it was sent first. */
  readonly sentAt: number;
  /** The ids that the list before it showed. */
  readonly seen: ReadonlySet<string>;
  /** The ids that belong to other resources, or that this run has deleted. */
  readonly claimed: ReadonlySet<string>;
  /** The keys of names that other creates of this run have asked for. */
  readonly wanted?: ReadonlySet<string>;
  /** By how much DingTalk's clock is ahead of ours, as its answers show. */
  readonly clockSkewMs?: number | undefined;
}

export type Finding =
  | { readonly kind: "one"; readonly space: ListedSpace }
  | { readonly kind: "none" }
  /** More than one could be it, one that was probably somebody else's, or one under a changed name: a person must say. */
  | { readonly kind: "unclear"; readonly spaces: readonly ListedSpace[] };

/**
 * Which space of a complete list the attempt has made. Only spaces count that were not there before and are
 * nobody else's; of these the creation time tells those that somebody else has made before the attempt, and that
 * lists have shown late. Under another name than was asked for, a space may be the attempt's own all the same.
 */
export function reconcile(attempt: Attempt, list: readonly ListedSpace[]): Finding {
  const { name, seen, claimed, wanted } = attempt;
  const fresh = list.filter(({ spaceId }) => !seen.has(spaceId) && !claimed.has(spaceId));
  const named = fresh.filter(({ spaceName }) => sameName(spaceName, name));
  const fitting = named.filter((space) => !isDatedBefore(space, attempt));
  const [only] = fitting;
  if (only && fitting.length === 1) return { kind: "one", space: only };
  if (named.length > 0) return { kind: "unclear", spaces: fitting.length > 0 ? fitting : named };
  const changed = fresh.filter(
    (space) =>
      mayBeChanged(name, space.spaceName) &&
      (space.spaceName === undefined || wanted?.has(nameKey(space.spaceName)) !== true) &&
      !isDatedBefore(space, attempt),
  );
  return changed.length > 0 ? { kind: "unclear", spaces: changed } : { kind: "none" };
}

/** Whether its creation time shows that it was made before the attempt. A time that cannot be read shows nothing. */
function isDatedBefore(space: ListedSpace, { sentAt, clockSkewMs }: Attempt): boolean {
  const latest = creationTime(space.createTime);
  if (latest === undefined) return false;
  return clockSkewMs === undefined
    ? latest < sentAt - UNMEASURED_SKEW_MS
    : latest < sentAt + clockSkewMs - MEASURED_SKEW_MS;
}
