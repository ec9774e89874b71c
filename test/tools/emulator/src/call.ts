import type { FastifyRequest } from "fastify";
import type { ApiName } from "./apis";

/** What an `endpoint` is called with: a request, read but not yet judged. */
export interface Call {
  readonly api: ApiName;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly rawBody: string;
  /** The JSON or form fields; `undefined` where the body is absent or unreadable. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly token: string | undefined;
  readonly requestId: string;
  /** Milliseconds on the emulator's clock. */
  readonly arrivedAt: number;
  readonly ip: string;
  /** Milliseconds since the last answer over the same connection; `undefined` on a new one. */
  readonly idleMs: number | undefined;
}

const tokenHeader = "x-acs-dingtalk-access-token";

export interface Arrival {
  readonly requestId: string;
  readonly arrivedAt: number;
  readonly idleMs: number | undefined;
}

export function readCall(api: ApiName, request: FastifyRequest, arrival: Arrival): Call {
  const query = textsOf(request.query as Record<string, unknown>);
  const rawBody = typeof request.body === "string" ? request.body : "";
  const contentType = request.headers["content-type"] ?? "";
  const header = request.headers[tokenHeader];
  return {
    api,
    method: request.method,
    path: pathOf(request.url),
    params: textsOf(request.params as Record<string, unknown>),
    query,
    contentType,
    rawBody,
    body: readBody(rawBody, contentType),
    token: api === "user" ? query["access_token"] : typeof header === "string" ? header : undefined,
    ip: request.ip,
    ...arrival,
  };
}

/** Of a field given twice nothing is left, as if it were missing. */
function textsOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}

export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

export function isForm(contentType: string): boolean {
  return contentType.startsWith("application/x-www-form-urlencoded");
}

function readBody(raw: string, contentType: string): Record<string, unknown> | undefined {
  if (raw === "") return undefined;
  if (isForm(contentType)) return Object.fromEntries(new URLSearchParams(raw));
  try {
    const value: unknown = JSON.parse(raw);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field that is there and is a string that is not empty. */
export function textField(fields: Readonly<Record<string, unknown>> | undefined, name: string) {
  const value = fields?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
