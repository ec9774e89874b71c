import type { Call } from "../http/request";
import type { AppCredentials } from "./credentials";
import { schemas } from "../wire/schemas";

/**
 * The call that gives an app its token, one of three: `obtain-the-access-token-of-the-authorized-enterprise-1`
 * for a third-party app, `api-gettoken` (unified) if the organization is known, and
 * `obtain-the-access-token-of-an-internal-app`. All of them take JSON only.
 */
export function tokenRequest(app: AppCredentials): Call<typeof schemas.token | typeof schemas.unifiedToken> {
  const { clientId, clientSecret, corpId, suiteTicket } = app;
  const method = "POST";
  if (suiteTicket !== undefined) {
    const json = { suiteKey: clientId, suiteSecret: clientSecret, authCorpId: corpId, suiteTicket };
    return { method, path: "/v1.0/oauth2/corpAccessToken", json, schema: schemas.token };
  }
  if (corpId !== undefined) {
    const json = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
    return {
      method,
      path: "/v1.0/oauth2/{corpId}/token",
      ids: { corpId },
      json,
      schema: schemas.unifiedToken,
    };
  }
  const json = { appKey: clientId, appSecret: clientSecret };
  return { method, path: "/v1.0/oauth2/accessToken", json, schema: schemas.token };
}
