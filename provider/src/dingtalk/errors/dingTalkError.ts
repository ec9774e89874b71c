import { OneLineError } from "../http/oneLineError";
import type { ErrorKind, ErrorRow, Speaker } from "./errorTable";
import { findRow } from "./findRow";
import { operations, type Operation } from "../wire/operation";

export interface DingTalkErrorFacts {
  readonly operation: Operation;
  /** DingTalk's code, or this package's own if there was no answer of DingTalk's. */
  readonly code: string;
  /** Who gave the code. If it is left out, the code says so by itself. */
  readonly speaker?: Speaker | undefined;
  /** DingTalk's words, secrets already removed. */
  readonly message: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
  /** What to do, if whoever fails knows more than the error table. */
  readonly advice?: string | undefined;
  /** The body of an answer that was not complete. */
  readonly partial?: unknown;
}

/**
 * A call that failed. Made from text that is already free of secrets, and from nothing else: no `cause`,
 * since an HTTP library's own error carries the token header.
 */
export class DingTalkError extends OneLineError {
  override readonly name = "DingTalkError";
  readonly operation: Operation;
  readonly code: string;
  readonly kind: ErrorKind;
  /** Who answered, and so who this error is a fact about. */
  readonly speaker: Speaker;
  readonly requestId: string | undefined;
  readonly advice: string;
  readonly waits: readonly number[];
  /** Nobody prints it: it is as DingTalk sent it. */
  readonly #facts: DingTalkErrorFacts;

  constructor(facts: DingTalkErrorFacts) {
    const row = findRow(facts);
    const advice = facts.advice ?? adviceOf(row, facts);
    const label = facts.requestId === undefined ? facts.code : `${facts.code}, request ${facts.requestId}`;
    super(`${withoutStop(facts.message)} (${label}). ${advice}`);
    this.operation = facts.operation;
    this.code = facts.code;
    this.kind = row.kind;
    this.speaker = row.speaker;
    this.requestId = facts.requestId;
    this.advice = advice;
    this.waits = row.waits ?? [];
    this.#facts = facts;
  }

  /** The same error with other advice. */
  advised(advice: string): DingTalkError {
    return new DingTalkError({ ...this.#facts, advice });
  }

  /** What an answer that was not complete did say: an id in it is worth knowing. */
  get partial(): unknown {
    return this.#facts.partial;
  }
}

function adviceOf(row: ErrorRow, { operation, requiredScopes }: DingTalkErrorFacts): string {
  const permission = requiredScopes?.length ? requiredScopes.join(", ") : operations[operation].permission;
  return row.advice.replace("{permission}", permission ?? "it asks for");
}

const withoutStop = (text: string) => text.replace(/[.\s]+$/, "");

/** There is no time left for an operation. */
export const outOfTime = (operation: Operation, message: string) =>
  new DingTalkError({ operation, code: "no.time", message });
