import { DingTalkError } from "./dingTalkError";
import type { ErrorKind } from "./errorTable";

const has = (error: unknown, kind: ErrorKind): error is DingTalkError =>
  error instanceof DingTalkError && error.kind === kind;

const hasCode = (error: unknown, ...codes: string[]): error is DingTalkError =>
  error instanceof DingTalkError && codes.includes(error.code.toLowerCase());

/** It may or may not have been done. */
export const isUnknown = (error: unknown): boolean => has(error, "unknown");
/** DingTalk has shut this IP address out, or a page that looks like it came instead of an answer. */
export const isBlocked = (error: unknown): boolean => has(error, "blocked");
/** An id of the call may be of no space any longer. */
export const isNotFound = (error: unknown): error is DingTalkError => has(error, "notFound");
/** Somebody said no: `speaker` tells who. */
export const isRefused = (error: unknown): error is DingTalkError => has(error, "refused");
/** DingTalk itself answered, not something on the way to it and not this package. */
export const isDingTalksWord = (error: unknown): error is DingTalkError =>
  error instanceof DingTalkError && error.speaker === "dingtalk";
/** DingTalk does not count it against the month: it never reached DingTalk, or was turned away at its door. */
export const isFree = (error: unknown): boolean =>
  has(error, "throttled") ||
  has(error, "notSent") ||
  has(error, "unsendable") ||
  has(error, "quotaExhausted");
/** The app lacks the permission for this API. */
export const isPermissionDenied = (error: unknown): error is DingTalkError =>
  hasCode(error, "forbidden.accessdenied.accesstokenpermissiondenied");
/** The user of the call may not make it, though the app may. */
export const isOperatorRefused = (error: unknown): error is DingTalkError =>
  hasCode(error, "no.priviledge", "no.privilege");
/** The list does not take so many entries a page. */
export const isPageTooLarge = (error: unknown): error is DingTalkError =>
  hasCode(error, "param.error.maxresults");
/** DingTalk shows the user of the call nothing at all, so what it does not show says nothing. */
export const isOperatorBlind = (error: unknown): error is DingTalkError => hasCode(error, "operator.blind");
/** The app or the organization may not make this call, whatever it asks for. */
export const isRefusedForAll = (error: unknown): error is DingTalkError =>
  isPermissionDenied(error) ||
  hasCode(
    error,
    "addspace.forbiden",
    "addspace.forbidden",
    "forbidden.accessdenied.ipnotinwhitelist",
    "60020",
  );
/** DingTalk does not take the ticket of a third-party app: it changes every few hours. */
export const isTicketRefused = (error: unknown): boolean => hasCode(error, "invalidsuiteticket");
/** DingTalk does not take what a third-party app gives. */
export const isSuiteRefused = (error: unknown): boolean =>
  hasCode(error, "invalidsuitekey", "invalidsuiteticket", "invalidauthinfo");
/** The token call is answered so if the ids in it are wrong, and if DingTalk is in trouble. */
export const areIdsInDoubt = (error: unknown): boolean =>
  error instanceof DingTalkError && error.operation === "token" && hasCode(error, "unknownerror");
/** DingTalk does not take the client's id and secret. */
export const isCredentialsRefused = (error: unknown): error is DingTalkError =>
  hasCode(
    error,
    "invalid.client",
    "invalid_client",
    "unauthorized.client",
    "invalidclientidorsecret",
    "invalidparameter.idorsecret.notfound",
    "40001",
  );
