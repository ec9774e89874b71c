import { assertNotCancelled } from "../assertNotCancelled";
import type { PluginContext } from "../context";
import { flags, readProperties, withSpaceName, writeSpace } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { messages, type rpc } from "../sdk";

/** Saves new inputs. At preview what another operator will see is not known. */
export async function update(
  { handlers, clock }: PluginContext,
  request: rpc.UpdateRequest,
): Promise<rpc.UpdateResponse> {
  assertDriveSpace(request.getUrn());
  const olds = readProperties(request.getOlds()).values;
  const { values: news, secrets } = readProperties(request.getNews());
  const marked = withSpaceName(secrets);
  const response = new messages.UpdateResponse();
  if (request.getPreview()) {
    const known = olds["unionId"] === news["unionId"] ? olds : { spaceId: olds["spaceId"] };
    response.setProperties(writeSpace({ ...known, ...flags, ...news }, marked));
    return response;
  }
  assertNotCancelled(clock);
  const { outs } = await handlers.update(request.getId(), olds, news);
  response.setProperties(writeSpace(outs, marked));
  return response;
}
