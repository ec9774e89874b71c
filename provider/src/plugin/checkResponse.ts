import type { CheckFailure } from "../runtime/inputs";
import { messages, type rpc } from "./sdk";

/** What a check answers: the inputs as they are kept, and what is wrong with them. */
export function checkResponse(
  inputs: Parameters<rpc.CheckResponse["setInputs"]>[0],
  failures: readonly CheckFailure[],
): rpc.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(inputs);
  for (const { property, reason } of failures) {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}
