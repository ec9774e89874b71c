import { toEngineError } from "../engineError";
import { inputsOf, type Properties } from "../inputs";
import { keptForManager } from "../messages";
import { deleteRequestOf } from "../deleteRequestOf";
import { relationOf } from "../origin";
import { assertOwnOrganization, readOwn, type Context } from "./context";

/** Deletes a space: never one that another resource has, and never files that nobody has said may go. */
export async function deleteHandler(
  context: Context,
  id: string,
  properties: Properties,
  urn?: string,
): Promise<void> {
  const { session, plan, reporter } = context;
  const { name, unionId } = inputsOf(properties);
  try {
    const manager = plan.managerOf(id, urn);
    if (manager !== undefined) {
      reporter.notice(`kept ${id}`, keptForManager(id, manager));
      return;
    }
    const origin = assertOwnOrganization(context, id, properties);
    const { drive } = session;
    // If this app may be another organization's, the space must show itself as the state's before it is deleted.
    if (relationOf(origin, session.origin ?? {}) === "unknown")
      await readOwn(context, id, unionId, properties);
    // What replaces it must be able to have its name, or the old space would be gone for nothing.
    const next = plan.nextOf(id);
    const request = deleteRequestOf(id, properties);
    const maySwap = plan.maySwap(name);
    await drive.delete(request, next && { next, leaving: plan.leaving, maySwap });
    plan.deleted({ spaceId: id, name });
  } catch (error) {
    plan.kept(id);
    throw toEngineError(`delete DriveSpace '${name}'`, error);
  }
}
