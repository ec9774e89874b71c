import { checkResponse } from "../checkResponse";
import type { PluginContext } from "../context";
import { readProperties, writeProperties } from "../properties";
import { assertDriveSpace } from "../resourceType";
import type { rpc } from "../sdk";

export async function check(
  { handlers }: PluginContext,
  request: rpc.CheckRequest,
): Promise<rpc.CheckResponse> {
  assertDriveSpace(request.getUrn());
  const { values, secrets } = readProperties(request.getNews());
  const { inputs, failures } = await handlers.check(readProperties(request.getOlds()).values, values);
  return checkResponse(writeProperties(inputs, secrets), failures);
}
