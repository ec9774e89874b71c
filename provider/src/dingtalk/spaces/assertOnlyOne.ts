import type { Deadline } from "../http/deadline";
import { isSilent, partialFailure, type UnknownAttempt } from "./recover";
import { LATE_LOOK_MS } from "../http/timings";
import { maybeTwice, twice } from "./messages";
import { sameName } from "./spaceName";
import type { SpaceDependencies } from "./spaceDependencies";
import type { ListedSpace, Space } from "../wire/schemas";

/**
 * One attempt may have been done while the other was looked for: then there are two, and somebody must know.
 *
 * @param second what is known of the second attempt.
 */
export async function assertOnlyOne(
  attempt: UnknownAttempt,
  { spaceId }: Space,
  second: "answered" | "unknown",
  deps: SpaceDependencies,
  deadline: Deadline,
): Promise<void> {
  const { request, baseline } = attempt;
  const { listings, ownership } = deps;
  if (!baseline) return;
  let wait: keyof typeof LATE_LOOK_MS = isSilent(attempt.failure) ? "silent" : "answered";
  if (second === "unknown") wait = "secondUnknown";
  let others: readonly ListedSpace[];
  try {
    await deadline.sleep(LATE_LOOK_MS[wait]);
    const { spaces } = await listings.fresh(request.unionId, deadline);
    const seen = new Set(baseline.spaces.map((space) => space.spaceId));
    others = spaces.filter(
      (space) =>
        sameName(space.spaceName, request.name) &&
        !seen.has(space.spaceId) &&
        !ownership.isTaken(space.spaceId),
    );
  } catch (problem) {
    throw partialFailure(attempt, spaceId, maybeTwice(attempt, spaceId, problem), deps);
  }
  if (others.length > 0) throw partialFailure(attempt, spaceId, twice(attempt, spaceId, others), deps);
}
