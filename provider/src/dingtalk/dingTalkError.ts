import { inspect } from "node:util";
import { findRow, type ErrorRow, type Verdict } from "./errorTable";
import { operations, type Operation } from "./operation";

export interface DingTalkErrorFacts {
  readonly operation: Operation;
  /** DingTalk's code, or our own where there was no answer of DingTalk's. */
  readonly code: string;
  /** DingTalk's words, secrets already removed. */
  readonly message: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
}

/**
 * A call that failed. Made from text that is already free of secrets, and from nothing else: no `cause`,
 * since an HTTP library's own error carries the token header.
 */
export class DingTalkError extends Error {
  override readonly name = "DingTalkError";
  readonly operation: Operation;
  readonly code: string;
  readonly verdict: Verdict;
  readonly requestId: string | undefined;
  readonly advice: string;
  readonly waits: readonly number[];

  constructor(facts: DingTalkErrorFacts) {
    const row = findRow(facts.operation, facts.code, facts.status);
    const advice = adviceOf(row, facts);
    const label = facts.requestId === undefined ? facts.code : `${facts.code}, request ${facts.requestId}`;
    super(`${withoutStop(facts.message)} (${label}). ${advice}`);
    this.operation = facts.operation;
    this.code = facts.code;
    this.verdict = row.verdict;
    this.requestId = facts.requestId;
    this.advice = advice;
    this.waits = row.waits ?? [];
    this.stack = this.message;
  }

  [inspect.custom](): string {
    return this.message;
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

const has = (error: unknown, verdict: Verdict): error is DingTalkError =>
  error instanceof DingTalkError && error.verdict === verdict;

const hasCode = (error: unknown, ...codes: string[]): error is DingTalkError =>
  error instanceof DingTalkError && codes.includes(error.code.toLowerCase());

/** It may or may not have been done. */
export const isUnknown = (error: unknown): boolean => has(error, "unknown");
/** DingTalk has shut this IP address out, or a page that looks like it came instead of an answer. */
export const isBlocked = (error: unknown): boolean => has(error, "blocked");
/** An id of the call may be of no space any longer. */
export const isGone = (error: unknown): error is DingTalkError => has(error, "gone");
/** DingTalk said no. */
export const isRefused = (error: unknown): error is DingTalkError => has(error, "refused");
/** The app lacks the permission for this API. */
export const isPermissionDenied = (error: unknown): error is DingTalkError =>
  hasCode(error, "forbidden.accessdenied.accesstokenpermissiondenied");
/** The user of the call may not make it, though the app may. */
export const isOperatorRefused = (error: unknown): error is DingTalkError =>
  hasCode(error, "no.priviledge", "no.privilege");
/** The app or the organization may not make this call, whatever it asks for. */
export const isRefusedForAll = (error: unknown): boolean =>
  isPermissionDenied(error) ||
  hasCode(error, "addspace.forbiden", "addspace.forbidden", "forbidden.accessdenied.ipnotinwhitelist");
/** DingTalk does not take the client's id and secret. */
export const isCredentialsRefused = (error: unknown): error is DingTalkError =>
  hasCode(error, "invalid.client", "unauthorized.client", "invalidclientidorsecret");
