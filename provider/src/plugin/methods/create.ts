import { assertNotCancelled } from "../assertNotCancelled";
import type { PluginContext } from "../context";
import { readProperties, withSpaceName, writeSpace } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { rpcError } from "../rpcError";
import { messages, type rpc } from "../sdk";
import { RpcFailure } from "../unary";

/** Makes the space. At preview only the inputs are known. */
export async function create(
  { handlers, clock }: PluginContext,
  request: rpc.CreateRequest,
): Promise<rpc.CreateResponse> {
  assertDriveSpace(request.getUrn());
  const { values, secrets } = readProperties(request.getProperties());
  const marked = withSpaceName(secrets);
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(writeSpace(values, marked));
    return response;
  }
  assertNotCancelled(clock);
  try {
    const { id, outs } = await handlers.create(values);
    response.setId(id);
    response.setProperties(writeSpace(outs, marked));
    return response;
  } catch (error) {
    throw new RpcFailure(rpcError(error, marked));
  }
}
