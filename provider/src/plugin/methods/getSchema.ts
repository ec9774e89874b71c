import type { PluginContext } from "../context";
import { messages, type rpc } from "../sdk";

export function getSchema(
  { readSchema }: PluginContext,
  request: rpc.GetSchemaRequest,
): rpc.GetSchemaResponse {
  const version = request.getVersion();
  if (version !== 0) throw new Error(`unsupported schema version ${version}; this plugin has version 0.`);
  const response = new messages.GetSchemaResponse();
  response.setSchema(readSchema());
  return response;
}
