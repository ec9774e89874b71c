import { toEngineError } from "../engineError";
import { importOf } from "../importOption";
import { inputsOf, providerKey, type Properties } from "../inputs";
import { oldSpaceIsGone } from "../messages";
import type { Origin } from "../origin";
import { stateOf } from "../spaceState";
import type { Context } from "./context";

/** A space was made, and something after that failed. */
interface PartialFailure {
  readonly name: "PartialFailureError";
  readonly spaceId: string;
  readonly message: string;
}

/** Makes a space, or takes over the one that the option `import` names. */
export async function create(
  { session, plan, now }: Context,
  properties: Properties,
): Promise<{ id: string; outs: Record<string, unknown> }> {
  const inputs = inputsOf(properties);
  const old = plan.replacedBy(inputs.name);
  // A replacement makes a new space, whatever the option import of the old one says.
  const importId = old ? undefined : importOf(properties);
  const verb = importId === undefined ? "create" : "import";
  const origin = (): Origin => ({
    ...session.origin,
    ...(importId === undefined ? { madeAt: now() } : {}),
  });
  try {
    const { drive } = session;
    for (const [spaceId, holder] of plan.newlyManaged()) drive.manage(spaceId, holder);
    const space =
      importId === undefined
        ? await drive.create(inputs, plan.leaving)
        : await drive.adopt(importId, inputs, plan.leaving);
    plan.created(inputs.name);
    return { id: space.spaceId, outs: stateOf(inputs, space, origin()) };
  } catch (error) {
    const what = `${verb} DriveSpace '${inputs.name}'`;
    const failed = toEngineError(what, old ? oldSpaceIsGone(old, error) : error);
    if (!isPartialFailure(error)) throw failed;
    const state = stateOf(inputs, { spaceId: error.spaceId }, origin());
    // So the engine keeps the id.
    throw Object.assign(failed, {
      id: error.spaceId,
      properties: { ...state, [providerKey]: properties[providerKey] },
      reasons: [failed.message],
    });
  }
}

const isPartialFailure = (error: unknown): error is PartialFailure =>
  error instanceof Error && error.name === "PartialFailureError" && "spaceId" in error;
