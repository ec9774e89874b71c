import { checkResponse } from "../checkResponse";
import { checkProviderInputs } from "../providerInputs";
import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import type { rpc } from "../sdk";

/** Refuses what cannot be right: an unknown key, a wrong type, a value that no run could use. */
export function checkConfig(context: PluginContext, request: rpc.CheckRequest): rpc.CheckResponse {
  context.isChecked = true;
  const inputs = request.getNews();
  // As they came: what is secret stays marked.
  return checkResponse(inputs, checkProviderInputs(readProperties(inputs).values, context.env));
}
