import type * as z from "zod/mini";
import { classify, type Outcome } from "../errors/classify";
import { DingTalkError } from "../errors/dingTalkError";
import { isDingTalksWord, isFree } from "../errors/guards";
import type { Budget } from "../http/budget";
import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import type { Redactor } from "../http/redactor";
import { toHttpRequest, type Call, type Endpoints } from "../http/request";
import type { ServerClock } from "../http/serverClock";
import { REQUEST_MS } from "../http/timings";
import { TransportError, type Transport } from "../http/transport";
import { operations, type Operation } from "../wire/operation";
import type { Trace } from "./trace";

export interface SenderDependencies {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly budget: Budget;
  readonly serverClock: ServerClock;
  readonly trace?: Trace | undefined;
}

/** One attempt at a call. Times in milliseconds. */
export interface Attempt<T extends z.core.$ZodType> {
  readonly operation: Operation;
  readonly call: Call<T>;
  readonly deadline: Deadline;
  /** Which time of this call it is, from 1. */
  readonly number: number;
  /** How long it waited for the rate limiter. */
  readonly waitMs: number;
  readonly token?: string | undefined;
}

/** Sends a call once, says what its answer means, and writes it into the record of the run. */
export class Sender {
  readonly #endpoints: Endpoints;
  readonly #deps: SenderDependencies;

  constructor(endpoints: Endpoints, deps: SenderDependencies) {
    this.#endpoints = endpoints;
    this.#deps = deps;
  }

  async send<T extends z.core.$ZodType>(attempt: Attempt<T>): Promise<Outcome<z.output<T>>> {
    const { operation, call, deadline, token } = attempt;
    const { clock, transport, redactor } = this.#deps;
    const startedAt = clock.now();
    const timeoutMs = Math.max(1, Math.min(REQUEST_MS, deadline.left));
    try {
      const request = toHttpRequest(call, this.#endpoints, token, timeoutMs);
      const fresh = !operations[operation].repeatable;
      const answer = await transport({ ...request, fresh });
      const outcome = classify(operation, answer, call.schema, redactor);
      // Something on the way has a clock of its own.
      if (!("error" in outcome) || isDingTalksWord(outcome.error))
        this.#deps.serverClock.learn(answer.date, startedAt, clock.now());
      this.#record(attempt, startedAt, outcome, answer);
      return outcome;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const message = redactor.clean(error.message);
      const { code, advice } = error;
      const outcome = { error: new DingTalkError({ operation, code, message, advice }) };
      this.#record(attempt, startedAt, outcome, {});
      return outcome;
    }
  }

  #record(
    { operation, call, number, waitMs }: Attempt<z.core.$ZodType>,
    startedAt: number,
    outcome: Outcome<unknown>,
    { status, requestId }: { status?: number; requestId?: string | undefined },
  ): void {
    const { trace, clock, redactor, budget } = this.#deps;
    const { counted } = operations[operation];
    const error = "error" in outcome ? outcome.error : undefined;
    const free = isFree(error);
    trace?.({
      time: new Date(startedAt).toISOString(),
      operation,
      api: `${call.method} ${call.path}`,
      attempt: number,
      waitMs,
      durationMs: clock.now() - startedAt,
      status,
      code: error?.code ?? "ok",
      requestId: error?.requestId ?? (requestId && redactor.clean(requestId, 120)),
      counted: counted && !free,
      calls: budget.used - (counted && free ? 1 : 0),
    });
  }
}
