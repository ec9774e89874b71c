import { toEngineError } from "../engineError";
import { deleteRequestOf } from "../deleteRequestOf";
import { fileWarning } from "../fileWarning";
import { changedInputs, inputsOf, isKnown, providerKey, replacing, type Properties } from "../inputs";
import { importedTwice, notOurState } from "../messages";
import { isOurs } from "../spaceState";
import { assertOwnOrganization, type Context } from "./context";

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** Compares inputs. A refusal here ends preview and `up` before anything is saved or deleted. */
export async function diff(
  context: Context,
  id: string,
  olds: Properties,
  news: Properties,
  urn?: string,
): Promise<DiffResult> {
  const { plan, justRead } = context;
  const { name } = inputsOf(olds);
  const changed = changedInputs(olds, news);
  const replaces = changed.filter((input) => replacing.includes(input));
  // A space that comes from the native plugin: its state must get the text by which the host finds these handlers, or
  // no refresh and no destroy could.
  const lacksText = news[providerKey] !== undefined && olds[providerKey] === undefined;
  const result = {
    changes: changed.length > 0 || lacksText,
    replaces,
    deleteBeforeReplace: replaces.length > 0,
  };
  try {
    if (!isOurs(id, olds, news)) throw new Error(notOurState(id));
    assertOwnOrganization(context, id, olds);
    if (justRead.delete(id)) return result;
    const importer = plan.importerOf(id);
    if (importer !== undefined) throw new Error(importedTwice(id, importer));
    plan.compared(id, name, urn);
    if (replaces.length > 0) await planReplacement(context, id, olds, news);
    return result;
  } catch (error) {
    throw toEngineError(`${replaces.length > 0 ? "replace" : "check"} DriveSpace '${name}'`, error);
  }
}

/**
 * Looks before a replacement is planned: what would be refused later is refused now, before the engine deletes what
 * depends on the old space. Without credentials, or as long as the new name is not known, it can only warn.
 */
async function planReplacement(
  { plan, session, reporter }: Context,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<void> {
  const next = isKnown(news) ? inputsOf(news) : undefined;
  const old = deleteRequestOf(id, olds);
  plan.replace(old, next);
  if (next && session.origin) {
    // In a swap the other space leaves too, but is compared later: its name is looked at when this one is deleted.
    const allowDuplicateName = next.allowDuplicateName ?? plan.maySwap(inputsOf(olds).name);
    await session.drive.checkReplacement(old, { ...next, allowDuplicateName }, plan.leaving);
    return;
  }
  const warning = fileWarning(olds, news);
  if (warning !== undefined) reporter.warn(`files ${id}`, warning);
}
