import { ok, refuse, type Answer } from "../answer";
import type { App } from "../app";
import { isForm, textField, type Call } from "../call";
import type { Behaviour } from "../options";
import type { TokenDesk } from "../tokenDesk";

export interface TokenContext {
  readonly apps: ReadonlyMap<string, App>;
  readonly desk: TokenDesk;
  readonly behaviour: Behaviour;
  readonly now: number;
  /** The per-second limit of token calls; a code if it is reached. */
  readonly throttle: (app: App) => string | undefined;
}

/** The three token endpoints, told apart by the path: unified, internal and third-party. */
export function answerToken(call: Call, context: TokenContext): Answer {
  if (call.body === undefined || isForm(call.contentType))
    return refuse("token", "Missingbody", call.requestId);
  if (call.path.endsWith("/accessToken")) return internal(call, context);
  if (call.path.endsWith("/corpAccessToken")) return thirdParty(call, context);
  return unified(call, context);
}

function unified(call: Call, context: TokenContext): Answer {
  if (textField(call.body, "grant_type") !== "client_credentials") {
    return refuse("token", "unsupported.grant.type", call.requestId);
  }
  const app = context.apps.get(textField(call.body, "client_id") ?? "");
  if (app === undefined || textField(call.body, "client_secret") !== app.clientSecret) {
    return refuse("token", context.behaviour.wrongClientCode, call.requestId);
  }
  if (call.params["corpId"] !== app.corpId) {
    const { wrongClientCode } = context.behaviour;
    const code = wrongClientCode === "invalid.client" ? "unauthorized.client" : wrongClientCode;
    return refuse("token", code, call.requestId);
  }
  return give(app, call, context, (token, life) => ({ access_token: token, expires_in: life }));
}

function internal(call: Call, context: TokenContext): Answer {
  const app = context.apps.get(textField(call.body, "appKey") ?? "");
  if (app?.type !== "internal" || textField(call.body, "appSecret") !== app.clientSecret) {
    return refuse("token", "invalidClientIdOrSecret", call.requestId);
  }
  return give(app, call, context, (token, life) => ({ accessToken: token, expireIn: life }));
}

function thirdParty(call: Call, context: TokenContext): Answer {
  const app = context.apps.get(textField(call.body, "suiteKey") ?? "");
  if (app?.type !== "third-party" || textField(call.body, "suiteSecret") !== app.clientSecret) {
    return refuse("token", "invalidSuiteKey", call.requestId);
  }
  const ticket = textField(call.body, "suiteTicket");
  if (ticket === undefined || (app.suiteTicket !== undefined && ticket !== app.suiteTicket)) {
    return refuse("token", "invalidSuiteTicket", call.requestId);
  }
  if (textField(call.body, "authCorpId") !== app.corpId) {
    return refuse("token", "invalidAuthInfo", call.requestId);
  }
  return give(app, call, context, (token, life) => ({ accessToken: token, expireIn: life }));
}

function give(
  app: App,
  call: Call,
  { desk, behaviour, now, throttle }: TokenContext,
  body: (token: string, life: number | string) => unknown,
): Answer {
  const code = throttle(app);
  if (code !== undefined) return refuse("token", code, call.requestId, { throttled: true });
  const { tokenSeconds, tokenLifeForm, newTokens } = behaviour;
  const life = tokenLifeForm === "text" ? String(tokenSeconds) : tokenSeconds;
  return ok(body(desk.give(app, now, tokenSeconds, newTokens), life));
}
