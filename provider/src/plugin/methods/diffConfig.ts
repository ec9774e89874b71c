import { isUnknown } from "../../runtime/inputs";
import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import { messages, type rpc } from "../sdk";

/**
 * What changes in the provider. Nothing replaces it: that would replace every space of it. Another organization is said
 * here, and each space's own diff refuses it.
 */
export function diffConfig({ reporter }: PluginContext, request: rpc.DiffRequest): rpc.DiffResponse {
  const olds = readProperties(request.getOldInputs() ?? request.getOlds()).values;
  const news = readProperties(request.getNews()).values;
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...keys].filter((key) => olds[key] !== news[key] || isUnknown(news[key]));
  const response = new messages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(changed);
  const [before, after] = [olds["corpId"], news["corpId"]];
  if (typeof before === "string" && typeof after === "string" && before !== after && !isUnknown(after)) {
    const line =
      `this provider's organization changes from ${before} to ${after}: spaces that ${before} made are refused ` +
      "under it. Give the other organization a provider of its own.";
    reporter.warn("organization", line);
  }
  return response;
}
