import { messages, type rpc } from "../sdk";

/** What this plugin can do. The engine then says the provider's name when it configures it. */
export function handshake(): rpc.ProviderHandshakeResponse {
  const response = new messages.ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  return response;
}
