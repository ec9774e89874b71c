import * as z from "zod/mini";
import { classifyPage } from "./classifyPage";
import { DingTalkError, type DingTalkErrorFacts } from "./dingTalkError";
import type { Speaker } from "./errorTable";
import type { Operation } from "../wire/operation";
import type { Redactor } from "../http/redactor";
import type { HttpAnswer } from "../http/transport";
import { isBlockNotice, readError } from "../wire/schemas";

export type Outcome<T> = { readonly value: T } | { readonly error: DingTalkError };

type More = Partial<Pick<DingTalkErrorFacts, "requestId" | "requiredScopes" | "partial">>;

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
  const fail = (code: string, message: string, more: More = {}, speaker: Speaker = "network") =>
    new DingTalkError({
      operation,
      status,
      speaker,
      code: redactor.clean(code, 120),
      message: redactor.clean(message),
      requestId: clean(redactor, more.requestId ?? answer.requestId),
      requiredScopes: more.requiredScopes?.map((scope) => redactor.clean(scope, 120)),
      partial: more.partial,
    });

  const isSuccess = status >= 200 && status < 300;
  const body = parse(answer.text);
  if (status >= 300 && status < 400) {
    const message = `A redirect (status ${status}) came instead of an answer, and is not followed`;
    return { error: fail("redirect.refused", message) };
  }
  if (body === "html") {
    const { code, message, speaker } = classifyPage(status, answer.text);
    return { error: fail(code, message, {}, speaker) };
  }
  if (typeof body === "string" && !(body === "empty" && isSuccess)) {
    return isSuccess
      ? { error: fail("unreadable.answer", "The answer is not JSON") }
      : { error: fail(`http.${status}`, `The answer has status ${status} and is not DingTalk's JSON`) };
  }
  const json = body === "empty" ? undefined : body.json;
  if (isBlockNotice(json))
    return { error: fail("blocked.ip", "DingTalk has blocked this IP address", {}, "dingtalk") };
  const error = readError(json);
  if (error) return { error: fail(error.code, error.message, error, "dingtalk") };
  if (!isSuccess) {
    return { error: fail(`http.${status}`, `The answer has status ${status} and no code`) };
  }
  const value = z.safeParse(schema, json);
  if (value.success) return { value: value.data };
  if (body === "empty") return { error: fail("unreadable.answer", "The answer is empty") };
  return { error: fail("incomplete.answer", "The answer is not complete", { partial: json }) };
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
