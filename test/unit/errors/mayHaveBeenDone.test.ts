import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import { mayHaveBeenDone } from "../../../provider/src/dingtalk/errors/mayHaveBeenDone";
import { UserActionError } from "../../../provider/src/dingtalk/errors/userActionError";
import { classify } from "../../../provider/src/dingtalk/errors/classify";
import { BudgetError } from "../../../provider/src/dingtalk/http/budget";
import { Redactor } from "../../../provider/src/dingtalk/http/redactor";
import { schemas } from "../../../provider/src/dingtalk/wire/schemas";

const answered = (status: number, text: string) => {
  const outcome = classify("add", { status, requestId: undefined, text }, schemas.space, new Redactor());
  if (!("error" in outcome)) throw new Error("no error");
  return outcome.error;
};
const dingTalk = (code: string, status = 400) => answered(status, JSON.stringify({ code, message: "No" }));
const ours = (code: string) => new DingTalkError({ operation: "add", code, message: "No" });

test.each<[string, unknown, boolean]>([
  ["DingTalk refuses the name", dingTalk("name.invalid"), false],
  [
    "DingTalk misses a permission",
    dingTalk("Forbidden.AccessDenied.AccessTokenPermissionDenied", 403),
    false,
  ],
  ["DingTalk throttles", dingTalk("request.overlimit", 500), false],
  ["DingTalk does not take the token", dingTalk("InvalidAuthentication"), false],
  ["the month is spent", dingTalk("Forbidden.AccessDenied.ApiCountLimitForOrg", 403), false],
  ["DingTalk knows no such space", dingTalk("spaceNotExist", 404), false],
  ["no connection", ours("not.connected"), false],
  ["the certificate is refused", ours("certificate.refused"), false],
  ["a header that cannot be sent", ours("header.refused"), false],
  ["no time left", ours("no.time"), false],
  ["held back because of a block", ours("blocked.wait"), false],
  ["maxCalls is reached", new BudgetError(1), false],
  ["a transient code with 400", dingTalk("system.error"), true],
  ["a code that nobody knows", dingTalk("something.new"), true],
  ["a code that nobody knows, with 500", dingTalk("something.new", 500), true],
  ["no answer", ours("no.answer"), true],
  ["a broken connection", ours("connection.reset"), true],
  ["half an answer", answered(200, "{}"), true],
  ["no JSON", answered(200, "{"), true],
  ["an empty answer", answered(200, ""), true],
  ["a redirect", answered(302, ""), true],
  ["a gateway's page", answered(504, "<html>"), true],
  ["a page that is not DingTalk's", answered(403, "<html>"), true],
  ["a page that says not found", answered(404, "<html>"), true],
  ["a proxy's refusal", answered(407, "no"), true],
  ["a block page", answered(405, "<title>405</title>"), true],
  ["a block notice", answered(200, '{"status":1111}'), true],
  ["an error of nobody's", new TypeError("x"), true],
  ["an error of this package's", new UserActionError("x"), true],
])("../../../provider/src/dingtalk/: may it have been done?", (_, error, expected) => {
  expect(mayHaveBeenDone(error)).toBe(expected);
});
