import type { DeleteRequest } from "../dingtalk/spaces/delete";
import { inputsOf, type Properties } from "./inputs";
import { readOrigin } from "./origin";

/** How the space of this state is deleted. */
export function deleteRequestOf(spaceId: string, state: Properties): DeleteRequest {
  const { unionId, forceDestroy = false } = inputsOf(state);
  const { madeAt } = readOrigin(state);
  return { spaceId, unionId, forceDestroy, madeAt, probablyEmpty: state["usedQuota"] === 0 };
}
