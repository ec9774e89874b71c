import { changedInputs } from "../../runtime/inputs";
import type { PluginContext } from "../context";
import { readProperties } from "../properties";
import { assertDriveSpace } from "../resourceType";
import { messages, type rpc } from "../sdk";

/** The handlers' diff, input by input, so that options such as `replaceOnChanges` work. */
export async function diff({ handlers }: PluginContext, request: rpc.DiffRequest): Promise<rpc.DiffResponse> {
  assertDriveSpace(request.getUrn());
  const olds = readProperties(request.getOlds()).values;
  const news = readProperties(request.getNews()).values;
  const { changes, replaces } = await handlers.diff(request.getId(), olds, news, request.getUrn());
  const changed = changes ? changedInputs(olds, news) : [];
  const response = new messages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(changes ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList(replaces);
  // Also of a replacement that only the program asks for: a name is free once the old space is gone.
  response.setDeletebeforereplace(true);
  response.setDiffsList(changed);
  response.setHasdetaileddiff(true);
  const { UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
  for (const input of changed) {
    const property = new messages.PropertyDiff();
    property.setKind(replaces.includes(input) ? UPDATE_REPLACE : UPDATE);
    property.setInputdiff(true);
    response.getDetaileddiffMap().set(input, property);
  }
  return response;
}
