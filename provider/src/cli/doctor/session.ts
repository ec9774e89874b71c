import { Client, type ClientSettings } from "../../dingtalk/api/client";
import { Spaces } from "../../dingtalk/api/spaces";
import { Storage } from "../../dingtalk/api/storage";
import type { CallRecord } from "../../dingtalk/api/trace";
import type { AppCredentials } from "../../dingtalk/auth/credentials";
import { tokenRequest } from "../../dingtalk/auth/tokenRequest";
import { classify, type Outcome } from "../../dingtalk/errors/classify";
import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import { BudgetError } from "../../dingtalk/http/budget";
import type { Clock } from "../../dingtalk/http/clock";
import { Deadline } from "../../dingtalk/http/deadline";
import { Redactor } from "../../dingtalk/http/redactor";
import type { Reporter } from "../../dingtalk/http/reporter";
import { toHttpRequest } from "../../dingtalk/http/request";
import { OPERATION_MS, REQUEST_MS } from "../../dingtalk/http/timings";
import type { Transport } from "../../dingtalk/http/transport";
import type { Operation } from "../../dingtalk/wire/operation";
import type { Token } from "../../dingtalk/wire/schemas";
import { Exchanges } from "./exchanges";

/** One question with all its repeats. Milliseconds. */
const QUESTION_MS = 30_000;

export type Asked<T> = { readonly value: T } | { readonly error: unknown };

export interface SessionDependencies {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

/** What the doctor asks DingTalk, one question after the other, and what it was answered. */
export class Session {
  readonly exchanges = new Exchanges();
  readonly records: CallRecord[] = [];
  readonly settings: ClientSettings;
  readonly client: Client;
  readonly spaces: Spaces;
  readonly storage: Storage;
  readonly deps: SessionDependencies & { readonly trace: (record: CallRecord) => void };
  readonly #deadline: Deadline;

  /** @param maxCalls the most counted calls it makes */
  constructor(
    settings: ClientSettings,
    maxCalls: number,
    { transport, clock, reporter }: SessionDependencies,
  ) {
    this.settings = { ...settings, maxCalls };
    const trace = (record: CallRecord) => void this.records.push(record);
    this.deps = { transport: this.exchanges.watching(transport), clock, reporter, trace };
    this.client = new Client(this.settings, this.deps);
    this.spaces = new Spaces(this.client);
    this.storage = new Storage(this.client);
    this.#deadline = new Deadline(clock, OPERATION_MS);
  }

  /** Calls that DingTalk counts against the month so far. */
  get counted(): number {
    return this.records.filter(({ counted }) => counted).length;
  }

  /** Asks, and returns what went wrong too. */
  async ask<T>(
    operation: Operation,
    question: (deadline: Deadline) => Promise<T>,
    purpose: string = operation,
  ): Promise<Asked<T>> {
    this.exchanges.nowFor(purpose);
    try {
      const deadline = new Deadline(this.deps.clock, Math.min(QUESTION_MS, this.#deadline.left));
      return { value: await question(deadline) };
    } catch (error) {
      return { error: error instanceof BudgetError ? this.#lastOf(operation, error) : error };
    }
  }

  /** Asks once for a token of these credentials. It is never used. */
  async askToken(app: AppCredentials, purpose: string): Promise<Outcome<Token> | undefined> {
    this.exchanges.nowFor(purpose);
    const call = tokenRequest(app);
    const redactor = new Redactor();
    redactor.add(app.clientSecret);
    try {
      const answer = await this.deps.transport(toHttpRequest(call, this.settings, undefined, REQUEST_MS));
      return classify("token", answer, call.schema, redactor);
    } catch {
      return undefined;
    }
  }

  /** Why the calls were used up, if it was by repeating this one. */
  #lastOf(operation: Operation, error: BudgetError): unknown {
    const last = this.records.findLast((record) => record.operation === operation);
    if (last === undefined || last.code === "ok") return error;
    const { code, status, requestId } = last;
    const message = "DingTalk answered so until the doctor had no call left";
    return new DingTalkError({ operation, code, status, requestId, message });
  }
}
