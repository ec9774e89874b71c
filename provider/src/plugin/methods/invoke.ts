import { toEngineError } from "../../runtime/engineError";
import { assertNotCancelled } from "../assertNotCancelled";
import type { PluginContext } from "../context";
import { readProperties, writeProperties } from "../properties";
import { messages, type rpc } from "../sdk";

const prefix = "dingtalk:index:";

/**
 * Calls a data function. Each invoke is a call: the engine does not say what a program's second one waited for, so an
 * earlier answer cannot tell.
 */
export async function invoke(
  { lookUps, config, clock }: PluginContext,
  request: rpc.InvokeRequest,
): Promise<rpc.InvokeResponse> {
  const token = request.getTok();
  const name = token.slice(prefix.length);
  if (!token.startsWith(prefix) || !isLookUp(lookUps, name)) {
    const known = Object.keys(lookUps).map((key) => prefix + key);
    throw new Error(`unknown function ${token}; this plugin has ${known.join(", ")}.`);
  }
  const { values, secrets } = readProperties(request.getArgs());
  try {
    assertNotCancelled(clock);
    const result = await lookUps[name](config, (key) => config.get(key), values);
    const response = new messages.InvokeResponse();
    // What was asked for with a secret says something about it.
    const marked = secrets.size > 0 ? new Set(Object.keys(result)) : secrets;
    response.setReturn(writeProperties({ ...result }, marked));
    return response;
  } catch (error) {
    throw toEngineError(name, error);
  }
}

const isLookUp = (lookUps: PluginContext["lookUps"], name: string): name is keyof PluginContext["lookUps"] =>
  Object.hasOwn(lookUps, name);
