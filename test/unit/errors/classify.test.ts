import { classify } from "../../../provider/src/dingtalk/errors/classify";
import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import type { ErrorKind } from "../../../provider/src/dingtalk/errors/errorTable";
import { Redactor } from "../../../provider/src/dingtalk/http/redactor";
import { schemas } from "../../../provider/src/dingtalk/wire/schemas";

const denied = "Forbidden.AccessDenied.";

test.each<[string, string, number, ErrorKind, string]>([
  ["a page that says not found", "<html>", 404, "refused", "http.404"],
  [
    "the gateway's block notice",
    '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"u"}',
    200,
    "blocked",
    "blocked.ip",
  ],
  ["the notice as text", '{"Status":"1111"}', 403, "blocked", "blocked.ip"],
  ["a redirect", "", 302, "refused", "redirect.refused"],
  ["a redirect with a page", "<html>", 302, "refused", "redirect.refused"],
  ["a redirect with a body", '{"a":1}', 307, "refused", "redirect.refused"],
  ["no JSON", '{"spaceId": ', 200, "unknown", "unreadable.answer"],
  ["nothing", "", 200, "unknown", "unreadable.answer"],
  ["nothing with 500", "", 500, "unknown", "http.500"],
  ["nothing with 401", "", 401, "unknown", "http.401"],
  ["text with 502", "Bad gateway", 502, "unknown", "http.502"],
  ["JSON without a code", '{"oops":true}', 500, "unknown", "http.500"],
  ["a code that is empty", '{"code":"","message":"x"}', 500, "unknown", "http.500"],
  ["a list", "[1]", 200, "unknown", "incomplete.answer"],
  ["null", "null", 200, "unknown", "incomplete.answer"],
  ["a space without its id", '{"spaceName":"A"}', 200, "unknown", "incomplete.answer"],
  ["a space with an empty id", '{"spaceId":""}', 200, "unknown", "incomplete.answer"],
  [
    "an error of the old API",
    '{"errcode":88,"errmsg":"no permission","request_id":"r"}',
    200,
    "refused",
    "88",
  ],
])("%s is no success", (_, text, status, kind, code) => {
  const outcome = classify("add", { status, requestId: undefined, text }, schemas.space, new Redactor());
  expect(outcome).toMatchObject({ error: { kind, code } });
});

test("a whole answer is a success, what is beside it left out; a delete's may be empty", () => {
  const text = JSON.stringify({ ...space(), more: 1, errcode: 0 });
  const answer = { status: 200, requestId: undefined, text };
  expect(classify("add", answer, schemas.space, new Redactor())).toEqual({ value: space() });
  for (const body of ["", "{}", "null", "true"]) {
    const outcome = classify("delete", { ...answer, text: body }, schemas.deleted, new Redactor());
    expect(outcome).not.toHaveProperty("error");
  }
  for (const body of ['{"login":"here"}', "[]", "false", '"ok"', "1"]) {
    const outcome = classify("delete", { ...answer, text: body }, schemas.deleted, new Redactor());
    expect(outcome).toMatchObject({ error: { kind: "unknown", code: "incomplete.answer" } });
  }
});

test("a missing permission is named: the one DingTalk requires, else the call's own", () => {
  const error = (requiredScopes?: string[]) =>
    new DingTalkError({
      operation: "add",
      code: `${denied}AccessTokenPermissionDenied`,
      message: "No",
      requiredScopes,
    }).message;
  expect(error(["Drive.Other", "Drive.More"])).toContain("permission Drive.Other, Drive.More in");
  expect(error()).toContain("permission Drive.Space.Write in");
  expect(error([])).toContain("permission Drive.Space.Write in");
  const text =
    '{"Code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","Message":"No","AccessDeniedDetail":{"RequiredScopes":["A.B"]}}';
  const outcome = classify(
    "list",
    { status: 403, requestId: undefined, text },
    schemas.deleted,
    new Redactor(),
  );
  expect(outcome).toMatchObject({
    error: { message: expect.stringContaining("permission A.B in") as string },
  });
});

function space() {
  return {
    spaceId: "1",
    spaceName: "A",
    spaceType: "org",
    quota: -1,
    usedQuota: 0,
    permissionMode: "acl",
    createTime: "2022-07-29T14:55Z",
    modifyTime: "2016-02-28T10:47:08Z",
  };
}
