import type * as z from "zod/mini";
import { DingTalkError } from "./dingTalkError";
import type { Operation } from "./operation";
import type { Redactor } from "./redactor";
import type { HttpAnswer } from "./transport";
import { isBlockNotice, read, readError } from "./wire";

export type Outcome<T> = { readonly value: T } | { readonly error: DingTalkError; readonly data?: unknown };

/**
 * What an answer means: pure, by `code` and shape. An HTTP status only says whether a body without a
 * code can be a success.
 */
export function classify<T extends z.core.$ZodType>(
  operation: Operation,
  answer: HttpAnswer,
  schema: T,
  redactor: Redactor,
): Outcome<z.output<T>> {
  const { status } = answer;
  const fail = (
    code: string,
    message: string,
    more: { requestId?: string | undefined; requiredScopes?: readonly string[] | undefined } = {},
  ) =>
    new DingTalkError({
      operation,
      status,
      code: redactor.clean(code, 120),
      message: redactor.clean(message),
      requestId: clean(redactor, more.requestId ?? answer.requestId),
      requiredScopes: more.requiredScopes?.map((scope) => redactor.clean(scope, 120)),
    });

  const body = parse(answer.text);
  // A page that says "not found" is no block: this host does not have the API.
  if (body === "html" && status !== 404)
    return { error: fail("blocked.page", `DingTalk answers with an HTML page (status ${status})`) };
  if (body === "empty" && status >= 200 && status < 300) {
    const value = read(schema, undefined);
    return operation === "delete"
      ? { value: value as z.output<T> }
      : { error: fail("unreadable.answer", "The answer is empty") };
  }
  if (status >= 300 && status < 400) {
    return {
      error: fail(
        "redirect.refused",
        `DingTalk answers with a redirect (status ${status}), which is not followed`,
      ),
    };
  }
  if (typeof body === "string") {
    return status >= 200 && status < 300
      ? { error: fail("unreadable.answer", "The answer is not JSON") }
      : { error: fail(`http.${status}`, `The answer has status ${status} and is not DingTalk's JSON`) };
  }
  if (isBlockNotice(body.json)) return { error: fail("blocked.ip", "DingTalk has blocked this IP address") };
  const error = readError(body.json);
  if (error) return { error: fail(error.code, error.message, error) };
  if (status < 200 || status >= 300) {
    return { error: fail(`http.${status}`, `The answer has status ${status} and no code`) };
  }
  const value = read(schema, body.json);
  return value === undefined && operation !== "delete"
    ? { error: fail("incomplete.answer", "The answer is not complete"), data: body.json }
    : { value: value as z.output<T> };
}

function parse(text: string): { json: unknown } | "empty" | "html" | "unreadable" {
  const trimmed = text.trim();
  if (trimmed === "") return "empty";
  if (trimmed.startsWith("<")) return "html";
  try {
    return { json: JSON.parse(trimmed) as unknown };
  } catch {
    return "unreadable";
  }
}

const clean = (redactor: Redactor, text: string | undefined) =>
  text === undefined ? undefined : redactor.clean(text, 120);
