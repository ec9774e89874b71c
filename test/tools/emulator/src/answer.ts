import { randomUUID } from "node:crypto";
import { apis, type ApiName } from "./apis";
import { documentedError } from "./errorCatalog";

/** What the emulator says to a call. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; `undefined` is an empty body. */
  readonly body: unknown;
  /** The error's code, or its `errcode`. */
  readonly code?: string;
  readonly throttled?: boolean;
}

export interface RefusalDetails {
  readonly status?: number | undefined;
  readonly message?: string | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
  readonly throttled?: boolean;
}

export function ok(body?: unknown): Answer {
  return { status: 200, body };
}

/** An error as the call's own family writes it. */
export function refuse(api: ApiName, code: string, requestId: string, details: RefusalDetails = {}): Answer {
  const documented = documentedError(api, code);
  const status = details.status ?? documented.status;
  const message = details.message ?? documented.message;
  const throttled = details.throttled === true ? { throttled: true } : {};
  if (apis[api].family === "legacy") {
    const errcode = Number.isNaN(Number(code)) ? -1 : Number(code);
    return { status, code, body: { errcode, errmsg: message, request_id: requestId }, ...throttled };
  }
  const detail =
    details.requiredScopes === undefined
      ? {}
      : { accessdenieddetail: { requiredScopes: details.requiredScopes } };
  return { status, code, body: { code, requestid: requestId, message, ...detail }, ...throttled };
}

const otherSpelling: Readonly<Record<string, string>> = {
  code: "Code",
  message: "Message",
  requestid: "RequestId",
  accessdenieddetail: "AccessDeniedDetail",
};

/** The error's keys as DingTalk's client libraries also show them. */
export function respell(answer: Answer): Answer {
  if (answer.code === undefined || typeof answer.body !== "object" || answer.body === null) return answer;
  const body = Object.entries(answer.body).map(([key, value]) => [otherSpelling[key] ?? key, value] as const);
  return { ...answer, body: Object.fromEntries(body) };
}

/** What an address that is shut out gets instead of an error. */
export function blockedAnswer(): Answer {
  const body = {
    status: 1111,
    wait: 5,
    source: "x5",
    punish: "deny",
    uuid: randomUUID().replaceAll("-", ""),
  };
  return { status: 200, body, throttled: true };
}
