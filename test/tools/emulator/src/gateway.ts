import { blockedAnswer, refuse, type Answer } from "./answer";
import { apis, type ApiName } from "./apis";
import type { App } from "./app";
import type { Call } from "./call";
import { addSpace, deleteSpace, listSpaces, querySpaces } from "./endpoints/drive";
import type { Endpoint } from "./endpoints/endpoint";
import { getOrganization, listEntries } from "./endpoints/storage";
import { answerToken } from "./endpoints/token";
import { getUser } from "./endpoints/user";
import type { World } from "./world";

const endpoints: Readonly<Record<Exclude<ApiName, "token">, Endpoint>> = {
  add: addSpace,
  delete: deleteSpace,
  list: listSpaces,
  query: querySpaces,
  storage: getOrganization,
  entries: listEntries,
  user: getUser,
};

/** What stands before every call: address, token, frequency, permission, quota; then the call itself. */
export class Gateway {
  constructor(private readonly world: World) {}

  /** The app a call comes from, as far as its token or id tells. */
  appOf(call: Call): App | undefined {
    if (call.api !== "token") return this.world.desk.owner(call.token, this.world.now());
    const id = call.body?.["client_id"] ?? call.body?.["appKey"] ?? call.body?.["suiteKey"];
    return typeof id === "string" ? this.world.apps.get(id) : undefined;
  }

  answer(call: Call): Answer {
    const { behaviour, desk, apps, limits } = this.world;
    const rules = behaviour.limits;
    const now = this.world.now();
    if (rules !== false && limits.blocks(call, rules, now)) return blockedAnswer();
    const throttle = (app: App) => (rules === false ? undefined : limits.throttle(call, app, rules, now));
    if (call.api === "token") return answerToken(call, { apps, desk, behaviour, now, throttle });

    const app = desk.owner(call.token, now);
    if (app === undefined) {
      return refuse(call.api, call.api === "user" ? "40014" : behaviour.tokenErrorCode, call.requestId);
    }
    const tooOften = throttle(app);
    if (tooOften !== undefined) return refuse(call.api, tooOften, call.requestId, { throttled: true });
    return this.#authorized(call, app, now);
  }

  #authorized(call: Call, app: App, now: number): Answer {
    const { behaviour } = this.world;
    const { scope } = apis[call.api];
    if (scope !== undefined && !app.scopes.has(scope)) {
      const code = call.api === "user" ? "60011" : "Forbidden.AccessDenied.AccessTokenPermissionDenied";
      return refuse(call.api, code, call.requestId, { requiredScopes: [scope] });
    }
    const organization = this.world.organization(app.corpId);
    if (apis[call.api].billed && organization.monthUsed >= this.world.monthlyQuota()) {
      const code = "Forbidden.AccessDenied.ApiCountLimitForOrg";
      return refuse(call.api, code, call.requestId, { throttled: true });
    }
    const unionId = call.query["unionId"] ?? call.body?.["unionId"];
    const stranger = typeof unionId === "string" && !organization.usersByUnionId.has(unionId);
    if (stranger && behaviour.unknownUnionId !== "accept") {
      return refuse(call.api, behaviour.unknownUnionId, call.requestId);
    }
    if (call.api === "token") throw new Error("Token calls are answered before this.");
    return endpoints[call.api](call, { app, organization, behaviour, now });
  }
}
