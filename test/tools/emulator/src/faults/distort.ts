import { STATUS_CODES } from "node:http";
import { blockedAnswer, ok, refuse, respell, type Answer } from "../answer";
import { isRecord, type Call } from "../call";
import { answerOutcome, textOutcome, type Outcome } from "../outcome";
import { dressed } from "../dressed";
import type { Behaviour } from "../options";
import type { FaultSpec } from "./fault";

const blockPage =
  "<!doctype html><html><head><title>405</title></head>" +
  "<body><h1>Sorry, your request has been blocked</h1></body></html>";

/** As gateways in front of DingTalk send them. */
function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`.trimEnd();
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
  );
}

/** What leaves the fields out that the rest of an answer hangs on. */
const weightyFields = ["spaceId", "spaces", "access_token", "accessToken", "org", "dentries", "result"];

/**
 * What is sent under a fault.
 *
 * @param answer - what would have been said, where the deed was done
 */
export function distort(
  spec: FaultSpec,
  call: Call,
  behaviour: Behaviour,
  answer: Answer = ok({ spaceId: "0" }),
): Outcome {
  switch (spec.kind) {
    case "error": {
      const refusal = refuse(call.api, spec.code, call.requestId, spec);
      return answerOutcome(
        dressed(refusal, call.api, {
          errorKeys: spec.keys ?? behaviour.errorKeys,
          statuses: spec.status === undefined ? behaviour.statuses : "documented",
          legacyErrors: behaviour.legacyErrors,
        }),
      );
    }
    case "noAnswer":
    case "late":
      return { as: "silence" };
    case "reset":
      return { as: "reset" };
    case "cut": {
      const whole = answerOutcome(answer);
      // An answer without a body is cut in one that it never had.
      return whole.text === ""
        ? { ...whole, text: "      ", cutAt: 1 }
        : { ...whole, cutAt: whole.text.length >> 1 };
    }
    case "unreadable":
      return textOutcome(spec.status ?? 200, spec.text ?? '{"spaceId": ');
    case "incomplete":
      return answerOutcome({ ...answer, body: incomplete(answer.body, spec) });
    case "html":
      return htmlOutcome(spec.status ?? 200);
    case "blocked":
      return answerOutcome({
        ...blockedAnswer(),
        ...(spec.status === undefined ? {} : { status: spec.status }),
      });
    case "redirect":
      return textOutcome(spec.status ?? 302, "", { location: spec.location ?? "/_emulator/redirected" });
    case "slowBody":
      return { ...answerOutcome(answer), overMs: spec.overMs };
    case "respelt":
      return answerOutcome(respell(answer));
    case "secretEcho":
      return answerOutcome(secretEcho(spec, call));
    case "garbage":
      return { as: "garbage" };
    case "tlsAlert":
      return { as: "tlsAlert" };
    case "idleReset":
      return { as: "reset" };
    case "circle":
      return answerOutcome(circle(spec.tokens, call));
    case "blind":
      return answerOutcome(dressed(blind(call), call.api, behaviour));
    case "hidden":
    case "lingering":
    case "changedName":
      // What is wrong is what was done, not how it is answered.
      return answerOutcome(answer);
    case "answer": {
      const sent = answerOutcome({ status: spec.status, body: spec.body });
      return { ...sent, headers: { ...sent.headers, ...spec.headers } };
    }
  }
}

function htmlOutcome(status: number): Outcome {
  const page = status >= 500 ? gatewayPage(status) : blockPage;
  return textOutcome(status, page, { "content-type": "text/html; charset=utf-8" });
}

function circle(tokens: readonly string[], call: Call): Answer {
  const at = tokens.indexOf(call.query["nextToken"] ?? "") + 1;
  const list = call.api === "entries" ? "dentries" : "spaces";
  return ok({ [list]: [], nextToken: tokens[at % tokens.length] });
}

function blind(call: Call): Answer {
  if (call.api === "list" || call.api === "query") return ok({ spaces: [] });
  const isStorage = call.api === "storage" || call.api === "entries";
  return refuse(call.api, isStorage ? "permissionDenied" : "no.priviledge", call.requestId);
}

function incomplete(body: unknown, spec: FaultSpec & { kind: "incomplete" }): unknown {
  const asked = spec.without !== undefined || spec.half !== undefined || "nextToken" in spec;
  let left = without(body, new Set(spec.without ?? (asked ? [] : weightyFields)));
  if (spec.half === true) left = halved(left);
  return "nextToken" in spec && isRecord(left) ? { ...left, nextToken: spec.nextToken } : left;
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !names.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, names)]));
}

function halved(body: unknown): unknown {
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, item]) => [
      key,
      Array.isArray(item) ? (item as unknown[]).slice(0, item.length >> 1) : item,
    ]),
  );
}

function secretEcho(spec: FaultSpec & { kind: "secretEcho" }, call: Call): Answer {
  const query = new URLSearchParams(call.query).toString();
  const message = `Cannot handle token ${call.token ?? "none"} with body ${call.rawBody} and query ${query}`;
  const code = spec.code ?? (call.api === "token" ? "server.error" : "unknown.error");
  return refuse(call.api, code, call.requestId, { message, status: spec.status });
}
