import { assertNotCancelled } from "../assertNotCancelled";
import type { PluginContext } from "../context";
import { parseImportId } from "../importId";
import { readProperties, withSpaceName, writeProperties, writeSpace } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { messages, type rpc } from "../sdk";

/** Reads a space: for a refresh, for a program that looks it up by its id, or for `pulumi import`, which gives no more. */
export async function read(
  { handlers, clock, config }: PluginContext,
  request: rpc.ReadRequest,
): Promise<rpc.ReadResponse> {
  assertDriveSpace(request.getUrn());
  assertNotCancelled(clock);
  const { values, secrets } = readProperties(request.getProperties());
  const configured = config.get("dingtalk:unionId");
  const operator = typeof configured === "string" && configured.trim() !== "" ? configured.trim() : undefined;
  const isImport = values["unionId"] === undefined;
  const { spaceId, unionId } = isImport
    ? parseImportId(request.getId(), operator)
    : { spaceId: request.getId(), unionId: values["unionId"] };
  const { id, props, inputs } = await handlers.read(spaceId, { ...values, unionId });
  const response = new messages.ReadResponse();
  if (id === undefined) return response;
  const marked = withSpaceName(new Set([...secrets, ...readProperties(request.getInputs()).secrets]));
  response.setId(id);
  response.setProperties(writeSpace(props ?? {}, marked));
  response.setInputs(writeProperties(inputs ?? {}, marked));
  return response;
}
