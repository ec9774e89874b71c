import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { refuse, type Answer } from "./answer";
import type { ApiName } from "./apis";
import { pathOf, readCall, type Arrival, type Call } from "./call";
import { isBilled, recordOf, type CallLog, type CallRecord } from "./callRecord";
import { dressed } from "./dressed";
import { doUnderFault } from "./faults/deed";
import { distort } from "./faults/distort";
import type { FaultSpec } from "./faults/fault";
import type { FaultList } from "./faults/faultList";
import { Gateway } from "./gateway";
import { answerOutcome, textOutcome, type Outcome } from "./outcome";
import { send } from "./send";
import type { SecureLink } from "./secureFront";
import type { Timers } from "./timers";
import type { World } from "./world";

const routes: readonly (readonly [ApiName, "GET" | "POST" | "DELETE", string])[] = [
  ["token", "POST", "/v1.0/oauth2/accessToken"],
  ["token", "POST", "/v1.0/oauth2/corpAccessToken"],
  ["token", "POST", "/v1.0/oauth2/:corpId/token"],
  ["add", "POST", "/v1.0/drive/spaces"],
  ["delete", "DELETE", "/v1.0/drive/spaces/:spaceId"],
  ["list", "GET", "/v1.0/drive/spaces"],
  ["query", "POST", "/v1.0/drive/managements/spaces/query"],
  ["storage", "GET", "/v1.0/storage/orgs/:corpId"],
  ["entries", "GET", "/v1.0/storage/spaces/:spaceId/dentries"],
  ["user", "POST", "/topapi/v2/user/get"],
];

const throttlingCode = /Q[pP][sm]Limit|ApiCountLimit|overlimit|^90002$/;

export interface ServerParts {
  readonly world: World;
  readonly log: CallLog;
  readonly faults: FaultList;
  readonly timers: Timers;
  /** What lies beneath a connection, over https. */
  readonly linkOf: (connection: object) => SecureLink | undefined;
}

/** The HTTP side: reads a call, lets a fault strike it, has it answered, and records both. */
export class Server {
  readonly http: FastifyInstance;
  readonly #gateway: Gateway;
  readonly #working = new Set<Promise<void>>();
  readonly #answeredAt = new WeakMap<object, number>();

  constructor(private readonly parts: ServerParts) {
    this.#gateway = new Gateway(parts.world);
    this.http = fastify({
      logger: false,
      forceCloseConnections: true,
      exposeHeadRoutes: false,
      routerOptions: { maxParamLength: 1_000 },
      frameworkErrors: (_error, request, reply) => void this.#takeStray("unknown", request, reply),
      ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    });
    this.http.removeAllContentTypeParsers();
    this.http.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
      done(null, body);
    });
    for (const [api, method, url] of routes) {
      this.http.route({ method, url, handler: (request, reply) => this.#take(api, request, reply) });
    }
    this.http.all("/_emulator/redirected", (request, reply) => this.#takeStray("redirected", request, reply));
    this.http.setNotFoundHandler((request, reply) => this.#takeStray("unknown", request, reply));
  }

  /** Fulfilled when no call is being worked at, late deeds included. */
  async settled(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  async #take(api: ApiName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const work = this.#work(api, request, reply);
    this.#working.add(work);
    try {
      await work;
    } finally {
      this.#working.delete(work);
    }
  }

  async #work(api: ApiName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const call = readCall(api, request, this.#arrival(request));
    const record = recordOf(call, this.parts.log.nextNumber(), this.#gateway.appOf(call)?.clientId);
    this.parts.log.add(record);
    const outcome = await this.#outcome(call, record);
    if (outcome === undefined) return;
    if (outcome.as === "answer") record.status = outcome.status;
    this.parts.log.done(record);
    await this.#send(outcome, call.requestId, request, reply);
  }

  #arrival(request: FastifyRequest): Arrival {
    const arrivedAt = this.parts.world.now();
    const answeredAt = this.#answeredAt.get(request.raw.socket);
    const idleMs = answeredAt === undefined ? undefined : arrivedAt - answeredAt;
    return { requestId: newRequestId(), arrivedAt, idleMs };
  }

  async #send(
    outcome: Outcome,
    requestId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { world, timers, linkOf } = this.parts;
    const { socket } = request.raw;
    reply.raw.once("finish", () => this.#answeredAt.set(socket, world.now()));
    await send(outcome, { response: reply.raw, timers, requestId, now: world.now(), link: linkOf(socket) });
  }

  /** @returns nothing if the emulator was closed meanwhile */
  async #outcome(call: Call, record: CallRecord): Promise<Outcome | undefined> {
    const { faults, timers, world } = this.parts;
    const fault = faults.take(call);
    const { latencyMs } = world.behaviour;
    const halfWay = (typeof latencyMs === "number" ? latencyMs : latencyMs(call)) / 2;
    if (fault === undefined) {
      if (!(await timers.sleep(halfWay))) return undefined;
      const answer = this.#do(call, record);
      return (await timers.sleep(halfWay)) ? answerOutcome(answer) : undefined;
    }
    const { spec } = fault;
    record.fault = spec.kind;
    const lateMs = spec.kind === "late" ? (spec.delayMs ?? 1_000) : 0;
    if (!(await timers.sleep(halfWay + lateMs))) return undefined;
    const answer = fault.when === "after" ? this.#do(call, record, spec) : undefined;
    if (!(await timers.sleep(halfWay + (lateMs > 0 ? 0 : (spec.delayMs ?? 0))))) return undefined;
    if (spec.kind === "error") {
      record.code = spec.code;
      record.throttled = throttlingCode.test(spec.code);
      if (answer === undefined) this.#bill(call, record);
    }
    return distort(spec, call, world.behaviour, answer);
  }

  #do(call: Call, record: CallRecord, fault?: FaultSpec): Answer {
    const answer = fault === undefined ? this.#gateway.answer(call) : this.#doUnder(fault, call);
    if (answer.code !== undefined) record.code = answer.code;
    record.throttled = answer.throttled ?? false;
    this.#bill(call, record);
    return dressed(answer, call.api, this.parts.world.behaviour);
  }

  #doUnder(fault: FaultSpec, call: Call): Answer {
    const { world } = this.parts;
    const app = this.#gateway.appOf(call);
    const organization = app === undefined ? undefined : world.organization(app.corpId);
    const deed = (changed: Call) => this.#gateway.answer(changed);
    return doUnderFault(fault, call, deed, { organization, now: world.now() });
  }

  #bill(call: Call, record: CallRecord): void {
    const app = this.#gateway.appOf(call);
    record.counted = app !== undefined && isBilled(call.api, record.throttled);
    if (app !== undefined && record.counted) this.parts.world.organization(app.corpId).monthUsed += 1;
  }

  /** A followed redirect, or a path that is none of DingTalk's. */
  async #takeStray(
    api: "redirected" | "unknown",
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    reply.hijack();
    const { log, world } = this.parts;
    const requestId = newRequestId();
    const answer =
      api === "redirected"
        ? textOutcome(200, "{}")
        : answerOutcome(refuse("add", "InvalidAction.NotFound", requestId));
    log.add({
      number: log.nextNumber(),
      time: world.now(),
      app: undefined,
      api,
      method: request.method,
      path: pathOf(request.url),
      query: {},
      body: undefined,
      hadToken: "x-acs-dingtalk-access-token" in request.headers,
      requestId,
      status: answer.status,
      ...(api === "unknown" ? { code: "InvalidAction.NotFound" } : {}),
      counted: false,
      throttled: false,
    });
    await this.#send(answer, requestId, request, reply);
  }
}

function newRequestId(): string {
  return randomUUID().toUpperCase();
}
