import { assertNotCancelled } from "../assertNotCancelled";
import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { Empty, type rpc } from "../sdk";

export async function deleteSpace(
  { handlers, clock }: PluginContext,
  request: rpc.DeleteRequest,
): Promise<InstanceType<typeof Empty>> {
  assertDriveSpace(request.getUrn());
  assertNotCancelled(clock);
  await handlers.delete(request.getId(), readProperties(request.getProperties()).values, request.getUrn());
  return new Empty();
}
