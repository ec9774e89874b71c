import { nameKey } from "../dingtalk/spaces/spaceName";
import { isUnknown, type CheckFailure, type Properties } from "./inputs";

/** A check that refuses the second of two new resources with one name. One for each run of the engine. */
export function duplicateNames(): (inputs: Properties) => CheckFailure[] {
  const newNames = new Set<string>();
  // The engine checks a resource that has no state exactly once if it is about to be created.
  return ({ name, allowDuplicateName }) => {
    if (typeof name !== "string" || isUnknown(name) || allowDuplicateName !== undefined) return [];
    const key = nameKey(name);
    if (!newNames.has(key)) {
      newNames.add(key);
      return [];
    }
    const reason =
      `name '${name}' is given to another new DriveSpace of this program too: ` +
      "give one of them another name, or set allowDuplicateName: true";
    return [{ property: "name", reason }];
  };
}
