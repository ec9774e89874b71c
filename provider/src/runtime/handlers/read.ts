import { isYoung } from "../../dingtalk/spaces/isYoung";
import { toEngineError } from "../engineError";
import { inputsOf, type DriveSpaceInputs, type Properties } from "../inputs";
import { keepsYoungSpace, unseen } from "../messages";
import { inputsOfSpace, stateOf } from "../spaceState";
import { readOrigin } from "../origin";
import { readIfSeen, readOwn, type Context } from "./context";

export interface ReadResult {
  readonly id?: string;
  readonly props?: Record<string, unknown>;
  readonly inputs?: Record<string, unknown>;
}

/** Reads a space: for a refresh, which has a state, or for `DriveSpace.get`, which has none. */
export async function read(context: Context, id: string, properties: Properties): Promise<ReadResult> {
  const inputs = inputsOf(properties);
  try {
    if (inputs.unionId === "") throw new Error("Missing unionId. Give the operator's unionId.");
    return properties["spaceId"] === undefined
      ? await get(context, id, inputs)
      : await refresh(context, id, inputs, properties);
  } catch (error) {
    throw toEngineError(`read DriveSpace '${inputs.name || id}'`, error);
  }
}

async function get({ session }: Context, id: string, inputs: DriveSpaceInputs): Promise<ReadResult> {
  session.programRuns();
  const space = await session.drive.read(id, inputs.unionId);
  if (!space) throw new Error(unseen(id));
  const found = inputsOfSpace(inputs, space, {});
  return { id, props: stateOf(found, space, { ...session.origin }), inputs: { ...found } };
}

async function refresh(
  context: Context,
  id: string,
  inputs: DriveSpaceInputs,
  state: Properties,
): Promise<ReadResult> {
  const { reporter, now, justRead } = context;
  // Not gone because nothing shows it yet.
  const mayLag = isYoung(readOrigin(state).madeAt, now());
  const read = mayLag ? readIfSeen : readOwn;
  const { space, origin } = await read(context, id, inputs.unionId, state);
  if (!space && !mayLag) return {};
  justRead.add(id);
  if (!space) reporter.notice(`young ${id}`, keepsYoungSpace(inputs.name, id));
  const found = inputsOfSpace(inputs, space ?? {}, state);
  if (space && !found.allowDuplicateName) context.session.drive.expectOnly(id, found.name);
  return { id, props: stateOf(found, space ?? {}, origin, state), inputs: { ...found } };
}
