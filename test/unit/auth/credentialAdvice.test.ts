import { credentialAdvice } from "../../../provider/src/dingtalk/auth/credentialAdvice";
import type { Credentials } from "../../../provider/src/dingtalk/auth/credentials";
import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";

const adviceFor = (code: string, credentials: Credentials, endpoint = "https://api.dingtalk.io") =>
  credentialAdvice(
    new DingTalkError({ operation: "token", code, message: "No" }),
    credentials,
    new URL(endpoint),
  );

const app = { clientId: "id", clientSecret: "s", corpId: "c" };

test.each([
  "invalid.client",
  "invalid_client",
  "unauthorized.client",
  "invalidParameter.idOrSecret.notFound",
])("%s names the values, the host that was asked, the other region's and the key", (code) => {
  expect(adviceFor(code, app)).toBe(
    "Check dingtalk:clientId (DINGTALK_CLIENT_ID), dingtalk:clientSecret (DINGTALK_CLIENT_SECRET) and dingtalk:corpId (DINGTALK_CORP_ID). " +
      "They were sent to api.dingtalk.io: if the app is of the other region, set dingtalk:endpoint (DINGTALK_ENDPOINT) to https://api.dingtalk.com.",
  );
});

test("each value is named by where it comes from, and what is stored by how it is saved", () => {
  const of = { clientId: "stack", clientSecret: "environment", corpId: "stack" } as const;
  expect(adviceFor("invalid.client", { ...app, sources: { of } }, "https://dingtalk.example.com")).toBe(
    "Check clientId (dingtalk:clientId), clientSecret (DINGTALK_CLIENT_SECRET) and corpId (dingtalk:corpId). " +
      "They were sent to dingtalk.example.com (dingtalk:endpoint). " +
      "Then run `pulumi up` without --refresh: refresh and destroy use what the last `pulumi up` saved.",
  );
  const ofProvider = { clientId: "provider", clientSecret: "provider", corpId: "provider" } as const;
  expect(adviceFor("invalid.client", { ...app, sources: { of: ofProvider, provider: "org-b" } })).toContain(
    "Check clientId (of the provider 'org-b'), clientSecret (of the provider 'org-b') and",
  );
  const fromEnvironment = {
    clientId: "environment",
    clientSecret: "environment",
    corpId: "environment",
  } as const;
  expect(adviceFor("invalid.client", { ...app, sources: { of: fromEnvironment } })).not.toContain("saved");
});

test("what the state has is named so, with the explicit provider it is of, and the way that helps there", () => {
  const state = { clientId: "state", clientSecret: "state", corpId: "environment" } as const;
  expect(
    adviceFor("invalid.client", { ...app, sources: { of: state } }, "https://dingtalk.example.com"),
  ).toBe(
    "Check clientId (dingtalk:clientId in the state), clientSecret (dingtalk:clientSecret in the state) and corpId (DINGTALK_CORP_ID). " +
      "They were sent to dingtalk.example.com (dingtalk:endpoint). " +
      "The state has what the last `pulumi up` saved: set the right value, then run `pulumi up` without --refresh. More: docs/secrets.md.",
  );
  expect(adviceFor("invalid.client", { ...app, sources: { of: state, provider: "org-b" } })).toContain(
    "Check clientId (of the provider 'org-b' in the state), clientSecret (of the provider 'org-b' in the state) and",
  );
  const token = { accessToken: "t", sources: { of: { accessToken: "state" } } } as const;
  expect(adviceFor("InvalidAuthentication", token)).toMatch(
    /^Set a fresh accessToken \(dingtalk:accessToken in the state\): .* without --refresh\. More: docs\/secrets\.md\.$/,
  );
});

test("without corpId it says that some older apps need it", () => {
  expect(adviceFor("invalidClientIdOrSecret", { clientId: "id", clientSecret: "s" })).toContain(
    "Some older apps need dingtalk:corpId too.",
  );
  expect(adviceFor("invalidClientIdOrSecret", app)).not.toContain("older");
});

test("a ready token is named, with where it comes from", () => {
  const sources = { of: { accessToken: "stack" } } as const;
  expect(adviceFor("InvalidAuthentication", { accessToken: "t", sources })).toMatch(
    /^Set a fresh accessToken \(dingtalk:accessToken\): .* Then run `pulumi up` without --refresh: .*\.$/,
  );
});

test.each(["name.invalid", "server.error", "no.answer"])("%s is not about credentials", (code) => {
  expect(adviceFor(code, app)).toBeUndefined();
  expect(adviceFor(code, { accessToken: "t" })).toBeUndefined();
});
