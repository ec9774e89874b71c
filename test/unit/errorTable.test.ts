import { classify } from "../../provider/src/dingtalk/classify";
import { DingTalkError } from "../../provider/src/dingtalk/dingTalkError";
import { errorTable, findRow, unlisted, type Verdict } from "../../provider/src/dingtalk/errorTable";
import { operations, type Operation } from "../../provider/src/dingtalk/operation";
import { Redactor } from "../../provider/src/dingtalk/redactor";
import { retryDelay } from "../../provider/src/dingtalk/retry";
import { schemas } from "../../provider/src/dingtalk/wire";

const everyOperation = Object.keys(operations) as Operation[];
const denied = "Forbidden.AccessDenied.";

/** What DingTalk's documentation says each code means, whatever its status. */
const documented: [Verdict, string, Operation[]?][] = [
  ["throttled", `${denied}QpsLimitForAppkeyAndApi`],
  ["throttled", `${denied}QpsLimitForSuitekeyAndOrgAndApi`],
  ["throttled", `${denied}QpmLimitForAppkeyAndApi`],
  ["throttled", `${denied}QpmLimitForSuitekeyAndOrgAndApi`],
  ["throttled", `${denied}QpsLimitForApi`],
  ["throttled", "request.overlimit"],
  ["throttled", "90002"],
  ["month spent", `${denied}ApiCountLimitForOrg`],
  ["token", "InvalidAuthentication"],
  ["token", "invalidAccessToken"],
  ["token", "40014"],
  ["refused", "invalid.client"],
  ["refused", "unauthorized.client"],
  ["refused", "invalidClientIdOrSecret"],
  ["refused", "invalidSuiteKey"],
  ["refused", "invalidSuiteTicket"],
  ["refused", "invalidAuthInfo"],
  ["refused", `${denied}AccessTokenPermissionDenied`],
  ["refused", `${denied}IpNotInWhiteList`],
  ["refused", "permissionDenied"],
  ["refused", "no.priviledge"],
  ["refused", "Missingbody"],
  ["refused", "paramError"],
  ["refused", "addSpace.forbiden", ["add"]],
  ["refused", "name.invalid", ["add"]],
  ["refused", "unsupported.operation", ["delete"]],
  ["refused", "param.error", ["add", "list", "delete"]],
  ["refused", "param.error.maxresults", ["list"]],
  ["gone", "param.error", ["query"]],
  ["gone", "60121", ["user"]],
  ["unknown", "unknown.error"],
  ["unknown", "systemError"],
  ["unknown", "unknownError"],
  ["unknown", "server.error"],
  ["unknown", "operationTimeout"],
];

test.each(documented)("%s: %s, with any status and in any spelling", (verdict, code, of = everyOperation) => {
  for (const operation of of)
    for (const status of [200, 400, 403, 500, 503])
      for (const [codeKey, messageKey, idKey] of [
        ["code", "message", "requestid"],
        ["Code", "Message", "RequestId"],
      ] as const) {
        const text = JSON.stringify({ [codeKey]: code, [messageKey]: "Words.", [idKey]: "R-1" });
        const outcome = classify(
          operation,
          { status, requestId: "header", text },
          schemas.nothing,
          new Redactor(),
        );
        if (!("error" in outcome)) throw new Error(`${operation} ${status}: no error`);
        expect(outcome.error).toMatchObject({ verdict, code, requestId: "R-1", operation });
        expect(outcome.error.message).toMatch(/^Words \([\w.]+, request R-1\)\. \S.*\.$/);
      }
});

test("every row of the table is found by each of its codes, for the calls it speaks of", () => {
  for (const [index, row] of errorTable.entries()) {
    expect(row.codes.length).toBeGreaterThan(0);
    expect(row.advice).toMatch(/^\S.*\.$/);
    expect(row.reaction).not.toMatch(/^[A-Z]|\.$/);
    for (const code of row.codes)
      for (const operation of row.operations ?? everyOperation) {
        const found = findRow(operation, code.toUpperCase(), 418);
        // An earlier row may speak of this code and call in particular.
        expect(errorTable.indexOf(found)).toBeLessThanOrEqual(index);
        expect(found.codes).toContain(code);
      }
  }
});

test.each<[number | undefined, keyof typeof unlisted]>([
  [400, "refused"],
  [403, "refused"],
  [404, "refused"],
  [499, "refused"],
  [408, "unknown"],
  [429, "unknown"],
  [500, "unknown"],
  [503, "unknown"],
  [undefined, "unknown"],
])("a code that no row names counts by its status: %s is %s", (status, verdict) => {
  expect(findRow("add", "something.new", status)).toBe(unlisted[verdict]);
});

test.each<[string, string, number, Verdict, string]>([
  ["a block page", "<!doctype html><title>405</title>", 200, "blocked", "blocked.page"],
  ["a block page with 403", "  <html>", 403, "blocked", "blocked.page"],
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
  ["a redirect with a body", '{"a":1}', 307, "refused", "redirect.refused"],
  ["no JSON", '{"spaceId": ', 200, "unknown", "unreadable.answer"],
  ["nothing", "", 200, "unknown", "unreadable.answer"],
  ["nothing with 500", "", 500, "unknown", "http.500"],
  ["nothing with 401", "", 401, "refused", "http.401"],
  ["text with 502", "Bad gateway", 502, "unknown", "http.502"],
  ["JSON without a code", '{"oops":true}', 500, "unknown", "http.500"],
  ["a code that is empty", '{"code":"","message":"x"}', 500, "unknown", "http.500"],
  ["a list", "[1]", 200, "unknown", "incomplete.answer"],
  ["null", "null", 200, "unknown", "incomplete.answer"],
  ["half a space", '{"spaceId":"1","spaceName":"A"}', 200, "unknown", "incomplete.answer"],
  ["a quota as text", JSON.stringify({ ...space(), quota: "5" }), 200, "unknown", "incomplete.answer"],
  [
    "an error of the old API",
    '{"errcode":88,"errmsg":"no permission","request_id":"r"}',
    200,
    "refused",
    "88",
  ],
])("%s is no success", (_, text, status, verdict, code) => {
  const outcome = classify("add", { status, requestId: undefined, text }, schemas.space, new Redactor());
  expect(outcome).toMatchObject({ error: { verdict, code } });
});

test("a whole answer is a success, what is beside it left out; a delete's may be empty", () => {
  const text = JSON.stringify({ ...space(), more: 1, errcode: 0 });
  const answer = { status: 200, requestId: undefined, text };
  expect(classify("add", answer, schemas.space, new Redactor())).toEqual({ value: space() });
  for (const body of ["", "{}", "null", "true"]) {
    const outcome = classify("delete", { ...answer, text: body }, schemas.nothing, new Redactor());
    expect(outcome).not.toHaveProperty("error");
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
    schemas.nothing,
    new Redactor(),
  );
  expect(outcome).toMatchObject({
    error: { message: expect.stringContaining("permission A.B in") as string },
  });
});

describe("retryDelay", () => {
  const delays = (operation: Operation, verdict: Verdict, waits: number[] = [], times = 5) =>
    Array.from({ length: times }, (_, index) => retryDelay({ operation, verdict, times: index + 1, waits }));

  test.each<[Verdict, Operation, (number | undefined)[]]>([
    ["unknown", "list", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "query", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "token", [500, 1_500, 4_000, undefined, undefined]],
    ["unknown", "add", [undefined, undefined, undefined, undefined, undefined]],
    ["unknown", "delete", [undefined, undefined, undefined, undefined, undefined]],
    ["not sent", "add", [500, 1_500, 4_000, undefined, undefined]],
    ["token", "add", [0, undefined, undefined, undefined, undefined]],
    ["refused", "list", [undefined, undefined, undefined, undefined, undefined]],
    ["gone", "query", [undefined, undefined, undefined, undefined, undefined]],
    ["blocked", "list", [undefined, undefined, undefined, undefined, undefined]],
    ["month spent", "list", [undefined, undefined, undefined, undefined, undefined]],
  ])("of %s, %s", (verdict, operation, expected) => {
    expect(delays(operation, verdict)).toEqual(expected);
  });

  test("of throttled follows the table's waits, and its last one for as long as it takes", () => {
    for (const row of errorTable.filter(({ verdict }) => verdict === "throttled")) {
      const waits = [...(row.waits ?? [])];
      expect(waits.length).toBeGreaterThan(0);
      expect(delays("add", "throttled", waits, waits.length + 2)).toEqual([
        ...waits,
        waits.at(-1),
        waits.at(-1),
      ]);
    }
    expect(delays("add", "throttled", [], 2)).toEqual([1_000, 1_000]);
  });
});

test("what is not safe to do twice is never repeated on an unknown outcome", () => {
  const unsafe = everyOperation.filter((operation) => !operations[operation].repeatable);
  expect(unsafe).toEqual(["add", "delete"]);
});

test("token and old user calls are free, the others count", () => {
  expect(everyOperation.filter((operation) => !operations[operation].counted)).toEqual(["token", "user"]);
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
