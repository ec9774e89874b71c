import { classify } from "../../../provider/src/dingtalk/errors/classify";
import { errorTable, type ErrorKind } from "../../../provider/src/dingtalk/errors/errorTable";
import { findRow } from "../../../provider/src/dingtalk/errors/findRow";
import { Redactor } from "../../../provider/src/dingtalk/http/redactor";
import { operations, type Operation } from "../../../provider/src/dingtalk/wire/operation";
import { schemas } from "../../../provider/src/dingtalk/wire/schemas";

const everyOperation = Object.keys(operations) as Operation[];
const denied = "Forbidden.AccessDenied.";

/** What DingTalk's documentation says each code means, whatever its status. */
const documented: [ErrorKind, string, Operation[]?][] = [
  ["throttled", `${denied}QpsLimitForAppkeyAndApi`],
  ["throttled", `${denied}QpsLimitForSuitekeyAndOrgAndApi`],
  ["throttled", `${denied}QpmLimitForAppkeyAndApi`],
  ["throttled", `${denied}QpmLimitForSuitekeyAndOrgAndApi`],
  ["throttled", `${denied}QpsLimitForApi`],
  ["throttled", "request.overlimit"],
  ["throttled", "request.too.frequent"],
  ["throttled", "requestTooMuch"],
  ["throttled", "qps.exceed.limit"],
  ["throttled", "90002"],
  ["throttled", "90018"],
  ["quotaExhausted", "90020"],
  ["quotaExhausted", `${denied}ApiCountLimitForOrg`],
  ["token", "InvalidAuthentication"],
  ["token", "invalidAccessToken"],
  ["token", "40014"],
  ["refused", "invalid.client"],
  ["refused", "unauthorized.client"],
  ["refused", "invalidClientIdOrSecret"],
  ["refused", "invalid_client"],
  ["refused", "invalidParameter.idOrSecret.notFound"],
  ["refused", "40001"],
  ["refused", "invalidSuiteKey"],
  ["refused", "invalidSuiteTicket"],
  ["refused", "invalidAuthInfo"],
  ["refused", `${denied}AccessTokenPermissionDenied`],
  ["refused", `${denied}IpNotInWhiteList`],
  ["refused", "permissionDenied"],
  ["refused", "no.priviledge"],
  ["refused", "60020"],
  ["refused", "orgAuthLevelNotEnough"],
  ["refused", "crossOrgAccess.forbiden"],
  ["refused", "spaceNotAccessible"],
  ["refused", "insufficient.capacity"],
  ["refused", "quota.insufficient"],
  ["refused", "orgQuotaInsufficient"],
  ["refused", "spaceQuotaInsufficient"],
  ["refused", "paramError-operatorId"],
  ["refused", "paramError-unionIdOfSomeOtherCall"],
  ["refused", "InvalidAction.NotFound"],
  ["refused", "Missingbody"],
  ["refused", "paramError"],
  ["refused", "addSpace.forbiden", ["add"]],
  ["refused", "name.invalid", ["add"]],
  ["refused", "unsupported.operation", ["delete"]],
  ["refused", "param.error", ["add", "list", "delete"]],
  ["refused", "param.error.maxresults", ["list"]],
  ["notFound", "param.error", ["query"]],
  ["notFound", "60121", ["user"]],
  ["refused", "50002", ["user"]],
  ["refused", "50004", ["user"]],
  ["notFound", "spaceNotExist"],
  ["unknown", "unknown.error"],
  ["unknown", "systemError"],
  ["unknown", "unknownError"],
  ["unknown", "server.error"],
  ["unknown", "operationTimeout"],
  ["unknown", "system.error"],
  ["unknown", "system.busy"],
  ["unknown", "systemBusy"],
  ["unknown", "concurrentError"],
  ["unknown", "operationConcurrentControl"],
  ["unknown", "tryAgainLater"],
  ["unknown", "ServiceUnavailable"],
  ["unknown", "service.timeout"],
  ["unknown", "systemError.dingSpaceError"],
];

test.each(documented)("%s: %s, with any status and in any spelling", (kind, code, of = everyOperation) => {
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
          schemas.deleted,
          new Redactor(),
        );
        if (!("error" in outcome)) throw new Error(`${operation} ${status}: no error`);
        expect(outcome.error).toMatchObject({ kind, code, requestId: "R-1", operation });
        expect(outcome.error.message).toMatch(/^Words \([\w.-]+, request R-1\)\. \S.*\.$/);
      }
});

test("every row of the table is found by each of its codes, for the calls it speaks of", () => {
  for (const [index, row] of errorTable.entries()) {
    expect(row.codes.length).toBeGreaterThan(0);
    expect(row.advice).toMatch(/^\S.*\.$/);
    expect(row.reaction).not.toMatch(/^[A-Z]|\.$/);
    for (const code of row.codes.map((known) => known.replace("*", "anything")))
      for (const operation of row.operations ?? everyOperation) {
        const found = findRow({ operation, code: code.toUpperCase(), status: 418, speaker: row.speaker });
        // An earlier row may speak of this code and call in particular.
        expect(errorTable.slice(0, index + 1)).toContain(found);
      }
  }
});

test("what is not safe to do twice is never repeated on an unknown outcome", () => {
  const unsafe = everyOperation.filter((operation) => !operations[operation].repeatable);
  expect(unsafe).toEqual(["add", "delete"]);
});

test("token and old user calls are free, the others count", () => {
  expect(everyOperation.filter((operation) => !operations[operation].counted)).toEqual(["token", "user"]);
});
