import { checkProviderInputs } from "../providerInputs";
import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import { messages, type rpc } from "../sdk";

/** Refuses what cannot be right: an unknown key, a wrong type, a value that no run could use. */
export function checkConfig(context: PluginContext, request: rpc.CheckRequest): rpc.CheckResponse {
  context.isChecked = true;
  const response = new messages.CheckResponse();
  // As they came: what is secret stays marked.
  response.setInputs(request.getNews());
  for (const { property, reason } of checkProviderInputs(
    readProperties(request.getNews()).values,
    context.env,
  )) {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}
