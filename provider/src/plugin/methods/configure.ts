import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import { messages, type rpc } from "../sdk";

/** Keeps the configuration. What is missing is said when it is needed. */
export async function configure(
  context: PluginContext,
  request: rpc.ConfigureRequest,
): Promise<rpc.ConfigureResponse> {
  const { values } = readProperties(request.getArgs());
  const config = new Map(Object.entries(values).map(([key, value]) => [`dingtalk:${key}`, value]));
  const name = request.getName() ?? "";
  // The engine's own providers have names that begin so.
  if (name !== "" && !name.startsWith("default")) config.set("dingtalk:providerName", name);
  context.config = config;
  await context.handlers.configure({ config, isOfProgram: context.isChecked });
  const response = new messages.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  return response;
}
