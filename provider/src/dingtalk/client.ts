import type * as z from "zod/mini";
import { Budget } from "./budget";
import type { Call } from "./call";
import { classify, type Outcome } from "./classify";
import { Deadline, type Clock } from "./clock";
import { DingTalkError, isRefusedForAll, outOfTime } from "./dingTalkError";
import { operations, type Operation } from "./operation";
import { Pacer } from "./pacer";
import { Redactor } from "./redactor";
import type { Reporter } from "./reporter";
import { retryDelay } from "./retry";
import { TokenSource, type AppCredentials, type Credentials } from "./tokenSource";
import { tokenCall } from "./tokenCall";
import type { Trace } from "./trace";
import { TransportError, type Transport } from "./transport";
import type { Token } from "./wire";

export interface ClientSettings {
  readonly endpoint: URL;
  readonly legacyEndpoint: URL;
  readonly credentials: Credentials;
  readonly callsPerSecond: number;
  readonly maxCalls: number | undefined;
}

export interface Surroundings {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly trace?: Trace | undefined;
}

/** A request may take this long, connecting included. Milliseconds. */
const requestMs = 10_000;
/** DingTalk's block of an IP address, milliseconds. */
const blockMs = 300_000;

/**
 * Makes calls: paced, counted, with a token, repeated where an error says that this is right. What it
 * throws is a `DingTalkError` or a `BudgetError`, one line without secrets.
 */
export class Client {
  readonly #redactor = new Redactor();
  readonly #budget: Budget;
  readonly #pacer: Pacer;
  readonly #tokens: TokenSource;
  /** What DingTalk has refused this app or organization: every further call of its kind would be too. */
  readonly #refusedForAll = new Map<Operation, DingTalkError>();
  #closed: { error: DingTalkError; until: number } | undefined;

  constructor(
    private readonly settings: ClientSettings,
    private readonly around: Surroundings,
  ) {
    this.#budget = new Budget(settings.maxCalls);
    this.#pacer = new Pacer(settings.callsPerSecond, around.clock, around.reporter);
    this.#tokens = new TokenSource(
      settings.credentials,
      (app) => this.#fetchToken(app),
      around.clock,
      this.#redactor,
      around.reporter,
    );
  }

  /** Fetches the token while nothing else is to be done yet; whether it could be had the first call says. */
  prepare(): void {
    this.#tokens.get().catch(() => undefined);
  }

  /**
   * @param evenIfBlocked makes the call although DingTalk has just blocked this IP address: for the one look
   * that says whether a space was made after all.
   */
  async call<T extends z.core.$ZodType>(
    operation: Operation,
    call: Call<T>,
    deadline: Deadline,
    { evenIfBlocked = false } = {},
  ): Promise<z.output<T>> {
    return this.#repeat(operation, deadline, async (attempt) => {
      this.#assertOpen(operation, evenIfBlocked);
      const asked = this.around.clock.now();
      const done = await this.#pacer.turn(operation, deadline.end);
      if (!done) throw noTurn(operation);
      try {
        const waitMs = this.around.clock.now() - asked;
        // Not before its turn: while calls wait, a token may expire.
        const token = await deadline.share(this.#tokens.get(), () => noTurn(operation));
        this.#assertOpen(operation, evenIfBlocked);
        if (deadline.left <= 0) throw noTurn(operation);
        const { counted } = operations[operation];
        if (counted) this.#budget.take();
        const outcome = await this.#send(operation, call, deadline, { attempt, waitMs, token });
        if ("error" in outcome) this.#learn(outcome.error, token, counted);
        return outcome;
      } finally {
        done();
      }
    });
  }

  async #repeat<T>(
    operation: Operation,
    deadline: Deadline,
    once: (attempt: number) => Promise<Outcome<T>>,
  ): Promise<T> {
    const times = new Map<string, number>();
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await once(attempt);
      if ("value" in outcome) return outcome.value;
      const { error } = outcome;
      const { verdict, waits } = error;
      const failed = (times.get(verdict) ?? 0) + 1;
      times.set(verdict, failed);
      let wait = retryDelay({ operation, verdict, times: failed, waits });
      if (wait === undefined || (verdict === "token" && !this.#tokens.renewable))
        throw withData(error, outcome.data);
      if (verdict === "throttled") {
        // It was not done: where the whole wait has no room, it is tried a last time before the end.
        const { left } = deadline;
        if (wait >= left && left > requestMs) wait = left - requestMs;
        this.#pacer.throttled(operation, wait);
      }
      if (!(await deadline.sleep(wait))) throw error;
    }
  }

  #assertOpen(operation: Operation, evenIfBlocked: boolean): void {
    const refusal = this.#refusedForAll.get(operation);
    if (refusal) throw refusal;
    if (!this.#closed || this.around.clock.now() >= this.#closed.until) return;
    if (this.#closed.error.verdict !== "blocked") throw this.#closed.error;
    // Not the first call's own error: of that one it is not known what it did, of this one it is.
    if (!evenIfBlocked) throw notMade(operation);
  }

  #learn(error: DingTalkError, token: string, counted: boolean): void {
    switch (error.verdict) {
      case "throttled":
      case "not sent":
        if (counted) this.#budget.giveBack();
        break;
      case "token":
        this.#tokens.refused(token);
        break;
      case "month spent":
        if (counted) this.#budget.giveBack();
        this.#closed = { error, until: Infinity };
        break;
      case "blocked":
        this.#closed = { error, until: this.around.clock.now() + blockMs };
        break;
      case "refused":
        if (isRefusedForAll(error)) this.#refusedForAll.set(error.operation, error);
        break;
      case "gone":
      case "unknown":
        break;
    }
  }

  async #fetchToken(app: AppCredentials): Promise<Token> {
    const deadline = new Deadline(this.around.clock, tokenMs);
    return this.#repeat("token", deadline, async (attempt) => {
      this.#assertOpen("token", false);
      const outcome = await this.#send("token", tokenCall(app), deadline, { attempt, waitMs: 0 });
      if ("error" in outcome && outcome.error.verdict === "blocked") this.#learn(outcome.error, "", false);
      return outcome;
    });
  }

  async #send<T extends z.core.$ZodType>(
    operation: Operation,
    call: Call<T>,
    deadline: Deadline,
    { attempt, waitMs, token }: { attempt: number; waitMs: number; token?: string },
  ): Promise<Outcome<z.output<T>>> {
    const { clock, transport, trace } = this.around;
    const { counted } = operations[operation];
    const started = clock.now();
    const record = (
      status: number | undefined,
      outcome: Outcome<z.output<T>>,
      requestId: string | undefined,
    ) => {
      const error = "error" in outcome ? outcome.error : undefined;
      const free = error && ["throttled", "not sent", "month spent"].includes(error.verdict);
      trace?.({
        time: new Date(started).toISOString(),
        operation,
        api: `${call.method} ${call.path}`,
        attempt,
        waitMs,
        durationMs: clock.now() - started,
        status,
        code: error?.code ?? "ok",
        requestId:
          error?.requestId ?? (requestId === undefined ? undefined : this.#redactor.clean(requestId, 120)),
        counted: counted && !free,
        calls: this.#budget.used - (counted && free ? 1 : 0),
      });
      return outcome;
    };
    try {
      const answer = await transport({
        method: call.method,
        url: this.#url(call, token),
        ...(token === undefined || call.legacy ? {} : { headers: { "x-acs-dingtalk-access-token": token } }),
        json: call.json,
        timeoutMs: Math.max(1, Math.min(requestMs, deadline.left)),
      });
      return record(
        answer.status,
        classify(operation, answer, call.schema, this.#redactor),
        answer.requestId,
      );
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const message = this.#redactor.clean(error.message);
      return record(
        undefined,
        { error: new DingTalkError({ operation, code: error.code, message }) },
        undefined,
      );
    }
  }

  #url({ path, ids = {}, query = {}, legacy }: Call<z.core.$ZodType>, token: string | undefined): URL {
    const base = legacy ? this.settings.legacyEndpoint : this.settings.endpoint;
    const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(ids[id] ?? ""));
    const url = new URL(base.pathname.replace(/\/$/, "") + filled, base);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    if (legacy && token !== undefined) url.searchParams.set("access_token", token);
    return url;
  }
}

const noTurn = (operation: Operation) =>
  outOfTime(operation, "Waiting for this call's turn took too long, and it was not made");

const notMade = (operation: Operation) =>
  new DingTalkError({
    operation,
    code: "blocked.ip",
    message: "DingTalk has blocked this IP address, so this call was not made",
  });

/** A token may take this long, repeats included. Milliseconds. */
const tokenMs = 30_000;

/** The body of an answer that was not complete goes with its error: an id in it is worth knowing. */
const bodies = new WeakMap<DingTalkError, unknown>();

function withData(error: DingTalkError, data: unknown): DingTalkError {
  if (data !== undefined) bodies.set(error, data);
  return error;
}

/** What an incomplete answer did say. */
export const partialAnswer = (error: unknown): unknown =>
  error instanceof DingTalkError ? bodies.get(error) : undefined;
