import type { FastifyInstance } from "fastify";
import { dialects, type Dialect } from "../dialects";
import type { Emulator } from "../emulator";
import type { Behaviour } from "../options";
import { closedObject, count, oneOf, text, texts, wholeNumber, yesNo } from "./schemas";

type SetBehaviour = Partial<Omit<Behaviour, "invalidName" | "visible">> & { invalidName?: string };

const limitsSchema = closedObject({
  callsPerSecond: count,
  callsPerMinute: count,
  callsPerSecondOfAll: count,
  tokenCallsPerSecond: count,
  monthlyQuota: { anyOf: [count, { const: false }] },
  perAddress: {
    anyOf: [
      closedObject(
        { calls: count, seconds: count, blockedSeconds: count },
        "calls",
        "seconds",
        "blockedSeconds",
      ),
      { const: false },
    ],
  },
});

const behaviourSchema = closedObject({
  latencyMs: count,
  limits: { anyOf: [limitsSchema, { const: false }] },
  clockSkewMs: wholeNumber,
  tokenSeconds: count,
  tokenErrorCode: text,
  timeForm: oneOf("seconds", "minutes", "cst"),
  listOrder: oneOf("oldest", "newest", "name", "scattered"),
  listEnd: oneOf("absent", "empty"),
  mostResults: count,
  shortPages: yesNo,
  pageTokens: oneOf("good", "refused once"),
  listLagMs: count,
  queryLagMs: count,
  lingerMs: count,
  allStaffName: text,
  nameChanges: texts,
  spaceFields: oneOf("all", "sparse", "null"),
  idForm: oneOf("text", "number"),
  sizeForm: oneOf("number", "text"),
  unknownIds: oneOf("omit", "param.error"),
  managers: texts,
  alreadyGone: text,
  duplicateNames: text,
  addForbidden: yesNo,
  invalidName: { type: "string", format: "regex" },
  newSpaceQuota: wholeNumber,
  unknownUnionId: text,
  storageKnowsDriveIds: yesNo,
  errorKeys: oneOf("lower", "pascal"),
  statuses: oneOf("documented", "varied"),
  legacyErrors: oneOf("envelope", "numbers", "bare"),
  wrongClientCode: text,
  tokenLifeForm: oneOf("number", "text"),
  newTokens: yesNo,
  userNames: yesNo,
  storageMax: yesNo,
});

const appSchema = closedObject({ clientSecret: text, scopes: texts, suiteTicket: text });

/** Where it is, how it behaves, its apps, tokens and month. */
export function worldRoutes(control: FastifyInstance, emulator: Emulator): void {
  control.get("/", () => ({
    endpoint: emulator.endpoint,
    clientId: emulator.app.clientId,
    corpId: emulator.app.corpId,
    unionId: emulator.unionId,
    scopes: [...emulator.app.scopes],
    spaces: emulator.spaces.size,
    calls: emulator.calls.length,
    monthUsed: emulator.monthUsed(),
  }));

  control.get("/dialects", () => ({ spoken: emulator.dialects, known: dialects.map(shownDialect) }));

  control.post<{ Body: string[] }>("/dialects", { schema: { body: texts } }, ({ body }) => {
    emulator.speak(body);
    return { spoken: emulator.dialects };
  });

  control.get("/behaviour", () => shownBehaviour(emulator.behaviour));

  control.post<{ Body: SetBehaviour }>("/behaviour", { schema: { body: behaviourSchema } }, ({ body }) => {
    const { invalidName, ...rest } = body;
    Object.assign(
      emulator.behaviour,
      rest,
      invalidName === undefined ? {} : { invalidName: new RegExp(invalidName, "u") },
    );
    return shownBehaviour(emulator.behaviour);
  });

  control.post<{
    Params: { clientId: string };
    Body: { clientSecret?: string; scopes?: string[]; suiteTicket?: string };
  }>("/apps/:clientId", { schema: { body: appSchema } }, ({ params: { clientId }, body }) => {
    const app = emulator.apps.get(clientId);
    if (app === undefined) throw new Error(`There is no app '${clientId}'.`);
    app.clientSecret = body.clientSecret ?? app.clientSecret;
    app.suiteTicket = body.suiteTicket ?? app.suiteTicket;
    if (body.scopes !== undefined) app.scopes = new Set(body.scopes);
    return { clientId, corpId: app.corpId, type: app.type, scopes: [...app.scopes] };
  });

  control.post<{ Body: { clientId?: string } | undefined }>("/tokens/revoke", ({ body }) => {
    return { revoked: emulator.revokeTokens(body?.clientId) };
  });

  control.get<{ Querystring: { corpId?: string } }>("/month", ({ query: { corpId } }) => {
    return { used: emulator.monthUsed(corpId) };
  });

  control.post<{ Body: { used: number; corpId?: string } }>(
    "/month",
    { schema: { body: closedObject({ used: count, corpId: text }, "used") } },
    ({ body }) => {
      emulator.setMonthUsed(body.used, body.corpId);
      return { used: body.used };
    },
  );
}

function shownDialect({ id, question, plain, instead }: Dialect) {
  return { id, question, plain, instead };
}

/** Without what JSON does not know. */
function shownBehaviour({ invalidName, latencyMs, ...behaviour }: Behaviour) {
  return {
    ...behaviour,
    visible: undefined,
    latencyMs: typeof latencyMs === "number" ? latencyMs : "a function",
    invalidName: invalidName instanceof RegExp ? invalidName.source : "a function",
  };
}
