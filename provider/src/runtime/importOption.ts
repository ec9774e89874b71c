import { importKey, settledImportKey, type CheckFailure, type Properties } from "./inputs";

/** The id of the space to take over, if the option `import` names one. */
export function importOf(properties: Properties): string | undefined {
  const id = properties[importKey];
  return typeof id === "string" && id.trim() !== "" ? id : undefined;
}

export function checkImportId(news: Properties): CheckFailure[] {
  if (news[importKey] === undefined || importOf(news) !== undefined) return [];
  const reason = "the option import must be the id of a space, as a string that is not empty";
  return [{ property: importKey, reason }];
}

/**
 * Whether a resource with a state ignores the id: its inputs have it already. A state that waits for its replacement
 * exists and does not, so an id that its inputs do not have yet is for create to take over, if create is called.
 */
export const isSettled = (olds: Properties, id: string): boolean =>
  [olds[importKey], olds[settledImportKey]].includes(id);

/** What the inputs keep of the option `import`. */
export const importInput = (id: string, settled: boolean): Properties => ({
  [settled ? settledImportKey : importKey]: id,
});
