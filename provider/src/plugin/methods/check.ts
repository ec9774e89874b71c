import type { PluginContext } from "../context";
import { readProperties, writeProperties } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { messages, type rpc } from "../sdk";

export async function check(
  { handlers }: PluginContext,
  request: rpc.CheckRequest,
): Promise<rpc.CheckResponse> {
  assertDriveSpace(request.getUrn());
  const { values, secrets } = readProperties(request.getNews());
  const { inputs, failures } = await handlers.check(readProperties(request.getOlds()).values, values);
  const response = new messages.CheckResponse();
  response.setInputs(writeProperties(inputs, secrets));
  for (const { property, reason } of failures) {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}
