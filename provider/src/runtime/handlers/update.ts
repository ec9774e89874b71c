import { toEngineError } from "../engineError";
import { changedInputs, inputsOf, type Properties } from "../inputs";
import { notYetShown, unseenByNewOperator } from "../messages";
import { isWhole, stateOf } from "../spaceState";
import { assertOwnOrganization, readIfSeen, type Context } from "./context";

/** Saves new inputs. One read shows that a new operator sees the space; nothing else needs a call. */
export async function update(
  context: Context,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<{ outs: Record<string, unknown> }> {
  const inputs = inputsOf(news);
  const newOperator = changedInputs(olds, news).includes("unionId");
  try {
    const origin = assertOwnOrganization(context, id, olds);
    if (isWhole(olds) && !newOperator) return { outs: stateOf(inputs, {}, origin, olds) };
    const read = await readIfSeen(context, id, inputs.unionId, olds);
    if (read.space) return { outs: stateOf(inputs, read.space, read.origin, olds) };
    throw new Error(newOperator ? unseenByNewOperator(id) : notYetShown(id));
  } catch (error) {
    throw toEngineError(`update DriveSpace '${inputs.name}'`, error);
  }
}
