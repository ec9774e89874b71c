import type { Space } from "../dingtalk/wire/schemas";
import { sameName } from "../dingtalk/spaces/spaceName";
import { providerKey, type DriveSpaceInputs, type Properties } from "./inputs";
import { writeOrigin, type Origin } from "./origin";

/** The fields of a space that a state holds beside its id, which alone is always known. */
const optionalFields: readonly Exclude<keyof Space, "spaceId">[] = [
  "spaceName",
  "spaceType",
  "quota",
  "usedQuota",
  "permissionMode",
  "createTime",
  "modifyTime",
];

/** The outputs that the state holds. What an answer lacks keeps its last known value. */
export function stateOf(
  inputs: DriveSpaceInputs,
  space: Partial<Space>,
  origin: Origin,
  last: Properties = {},
): Record<string, unknown> {
  const known = Object.fromEntries(
    optionalFields.flatMap((field) => {
      const value: unknown = space[field] ?? last[field] ?? undefined;
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return { ...inputs, spaceId: space.spaceId ?? last["spaceId"], ...known, ...writeOrigin(origin) };
}

/** Whether the state is a DriveSpace's. An alias may lead to a state that somebody's own dynamic resource has written. */
export const isOurs = (id: string, state: Properties, news: Properties): boolean =>
  state["spaceId"] === id ||
  [state[providerKey], news[providerKey]].includes(undefined) ||
  state[providerKey] === news[providerKey];

/** Whether the state was written after reading the space: a run that could not read it leaves the id alone. */
export const isWhole = (state: Properties): boolean => optionalFields.some((field) => field in state);

/** The inputs as the space has them now. DingTalk may have trimmed the name that it was given: that is no drift. */
export function inputsOfSpace(
  inputs: DriveSpaceInputs,
  { spaceName }: Partial<Space>,
  last: Properties,
): DriveSpaceInputs {
  if (spaceName === undefined) return inputs;
  const isSame = spaceName === last["spaceName"] || sameName(spaceName, inputs.name);
  return isSame && inputs.name !== "" ? inputs : { ...inputs, name: spaceName };
}

/**
 * Whether an answer may be about the space of the state: two organizations may use one id. Times tell if both can
 * be read; they may be given to the minute.
 */
export function maySameSpace(state: Properties, { createTime, spaceName }: Partial<Space>): boolean {
  const [before, now] = [state["createTime"], createTime].map(timeOf);
  if (before !== undefined && now !== undefined) return Math.abs(before - now) < 60_000;
  const name = state["spaceName"] ?? state["name"];
  return typeof name === "string" && spaceName !== undefined && sameName(name, spaceName);
}

/** A time without `Z` or an offset says nothing. */
function timeOf(text: unknown): number | undefined {
  if (typeof text !== "string" || !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
