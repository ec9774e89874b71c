import { respell, type Answer } from "./answer";
import { apis, type ApiName } from "./apis";
import { isRecord } from "./call";
import type { Behaviour } from "./options";

/** The old API's codes that come in an envelope: token, throttling, address, permission. */
const inEnvelopes = new Set(["40014", "60011", "60020", "90002", "90018"]);

/** An error in the form that the behaviour gives it; any other answer as it is. */
export function dressed(
  answer: Answer,
  api: ApiName,
  { errorKeys, statuses, legacyErrors }: Pick<Behaviour, "errorKeys" | "statuses" | "legacyErrors">,
): Answer {
  if (answer.code === undefined) return answer;
  if (apis[api].family === "legacy") {
    return legacyErrors === "bare" ? answer : enveloped(answer, answer.code, legacyErrors === "numbers");
  }
  const varied = statuses === "varied" ? { ...answer, status: otherStatus(answer.status) } : answer;
  return errorKeys === "pascal" ? respell(varied) : varied;
}

function enveloped(answer: Answer, code: string, asNumber: boolean): Answer {
  if (!inEnvelopes.has(code) || !isRecord(answer.body)) return answer;
  const { errmsg, request_id } = answer.body;
  const body = {
    errcode: 88,
    errmsg: `ding talk error[subcode=${code},submsg=${String(errmsg)}]`,
    sub_code: asNumber ? Number(code) : code,
    sub_msg: errmsg,
    request_id,
  };
  return { ...answer, body };
}

const otherStatuses: Readonly<Record<number, number>> = { 400: 500, 401: 400, 403: 400, 404: 400, 503: 500 };

function otherStatus(status: number): number {
  return otherStatuses[status] ?? (status >= 500 ? 400 : status);
}
