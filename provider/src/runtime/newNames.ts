import { isUnknown, type CheckFailure, type Properties } from "./inputs";

/** Names that resources of this run are about to be created with; of two with one name the second is refused. */
const newNames = new Set<string>();

/** The engine checks a resource without a state exactly once where it is about to be created. */
export function secondOfOneName({ name, allowDuplicateName }: Properties): CheckFailure[] {
  if (typeof name !== "string" || isUnknown(name) || allowDuplicateName !== false) return [];
  if (!newNames.has(name)) {
    newNames.add(name);
    return [];
  }
  const reason =
    `name '${name}' is given to another new DriveSpace of this program too: ` +
    "give one of them another name, or set allowDuplicateName: true";
  return [{ property: "name", reason }];
}
