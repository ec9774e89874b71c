import { classify } from "../../../provider/src/dingtalk/errors/classify";
import { classifyPage } from "../../../provider/src/dingtalk/errors/classifyPage";
import type { ErrorKind, Speaker } from "../../../provider/src/dingtalk/errors/errorTable";
import { Redactor } from "../../../provider/src/dingtalk/http/redactor";
import { schemas } from "../../../provider/src/dingtalk/wire/schemas";

const wafPage =
  "<!doctype html><html><head><title>405</title></head><body><h1>Sorry, your request has been blocked</h1></body></html>";
const punishPage = `<!DOCTYPE html><script>location="https://h/_____tmd_____/punish?x5secdata=a"</script>`;
const gateway = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>";
const signIn = "<!doctype html><title>Sign in to the company's network</title>";

test.each<[string, string, number, ErrorKind, string, Speaker]>([
  ["DingTalk's block page", wafPage, 200, "blocked", "blocked.page", "dingtalk"],
  ["DingTalk's block page with 405", wafPage, 405, "blocked", "blocked.page", "dingtalk"],
  ["the page of the punish gateway", punishPage, 403, "blocked", "blocked.page", "dingtalk"],
  ["a block in Chinese", "<html>您的访问被阻断</html>", 405, "blocked", "blocked.page", "dingtalk"],
  ["a gateway's 502", gateway, 502, "unknown", "http.502", "network"],
  ["a gateway's 503", gateway, 503, "unknown", "http.503", "network"],
  ["a gateway's 504", gateway, 504, "unknown", "http.504", "network"],
  ["a 5xx that has the signs of a block", wafPage, 503, "unknown", "http.503", "network"],
  ["a page that says not found", gateway, 404, "refused", "http.404", "network"],
  ["a sign-in page", signIn, 200, "unknown", "foreign.page", "network"],
  ["a proxy's refusal", "<html><h1>Access denied</h1></html>", 403, "unknown", "foreign.page", "network"],
  ["a page of nothing", "<html>", 403, "unknown", "foreign.page", "network"],
])(
  "../../../provider/src/dingtalk/ says who speaks, for a read and for a write",
  (_, text, status, kind, code, speaker) => {
    expect(classifyPage(status, text)).toMatchObject({ code, speaker });
    for (const operation of ["list", "add", "delete"] as const) {
      const answer = { status, requestId: undefined, text };
      expect(classify(operation, answer, schemas.spacePage, new Redactor())).toMatchObject({
        error: { kind, code, speaker },
      });
    }
  },
);
