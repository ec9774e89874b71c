import type { AppSeed, Emulator } from "../../tools/emulator/src";
import { another, errorOf, open } from "../../support/provider";

const internal: AppSeed = { clientId: "app", clientSecret: "the-apps-secret", corpId: "corp" };
const thirdParty: AppSeed = { ...internal, type: "third-party", suiteTicket: "the-ticket" };

/** Addresses alone: the app comes from the configuration. */
const addresses = (endpoint: string) => ({ DINGTALK_ENDPOINT: endpoint, DINGTALK_LEGACY_ENDPOINT: endpoint });

async function withApp(app: AppSeed, config: Record<string, unknown>) {
  const first = await open({ emulator: { apps: [app], spaces: ["A"] } });
  const { emulator, clock } = first;
  return { emulator, clock, ...another(emulator, clock, { config, env: addresses(emulator.endpoint) }) };
}

const { clientId, clientSecret, corpId } = internal;

test.each<[string, AppSeed, Record<string, unknown>, string]>([
  [
    "the unified way, where corpId is known",
    internal,
    { clientId, clientSecret, corpId },
    "/v1.0/oauth2/corp/token",
  ],
  ["an internal app's, where it is not", internal, { clientId, clientSecret }, "/v1.0/oauth2/accessToken"],
  [
    "a third-party app's, with its ticket",
    thirdParty,
    { clientId, clientSecret, corpId, suiteTicket: "the-ticket" },
    "/v1.0/oauth2/corpAccessToken",
  ],
])("a token comes by %s, and one request serves everybody", async (_, app, config, path) => {
  const { drive, emulator } = await withApp(app, config);
  const lists = Array.from({ length: 10 }, () => drive.list("u"));
  for (const spaces of await Promise.all(lists)) expect(spaces).toHaveLength(2);
  const tokens = emulator.calls.filter(({ api }) => api === "token");
  expect(tokens.map((call) => [call.method, call.path, call.status])).toEqual([["POST", path, 200]]);
});

test("a corpId with unusual characters stays in its place", async () => {
  const app = { ...internal, corpId: "corp/..?a=b" };
  const { drive, emulator } = await withApp(app, { ...app });
  await expect(drive.list("u")).resolves.toHaveLength(2);
  expect(emulator.calls[0]).toMatchObject({ path: "/v1.0/oauth2/corp%2F..%3Fa%3Db/token", query: {} });
});

test("a token that DingTalk stops taking is renewed once for everybody, and the calls are repeated", async () => {
  for (const tokenErrorCode of ["InvalidAuthentication", "invalidAccessToken"]) {
    const { drive, emulator, calls } = await open({ emulator: { spaces: ["A"], tokenErrorCode } });
    await drive.list("u");
    emulator.revokeTokens();
    calls();
    const lists = await Promise.all(Array.from({ length: 8 }, () => drive.list("u")));
    expect(lists.map((spaces) => spaces.length)).toEqual(Array(8).fill(2));
    expect(calls()["token"]).toBe(1);
  }
});

test("a token is renewed before it expires, so that no call is refused for it", async () => {
  const { drive, emulator, clock } = await open({ emulator: { spaces: ["A"] } });
  await drive.list("u");
  await clock.pass(6_899_000);
  await drive.list("u");
  expect(emulator.count("token")).toBe(1);
  await clock.pass(100_000);
  await drive.list("u");
  expect(emulator.count("token")).toBe(2);
  expect(emulator.calls.every(({ status }) => status === 200)).toBe(true);
});

test("a token that is refused again and again is an error, after one renewal", async () => {
  const { drive, emulator } = await open();
  emulator.fault({ on: "list", kind: "error", code: "InvalidAuthentication", times: Infinity });
  const { message } = await errorOf(drive.list("u"));
  expect(message).toMatch(
    /^The access token is invalid or has expired \(InvalidAuthentication, request [\w-]+\)\. Check clientId \(DINGTALK_CLIENT_ID\)/,
  );
  expect(emulator.count("list")).toBe(2);
});

test.each([
  [{ clientId, clientSecret: "wrong", corpId }, "invalid.client"],
  [{ clientId, clientSecret: "wrong" }, "invalidClientIdOrSecret"],
  [{ clientId, clientSecret, corpId: "elsewhere" }, "unauthorized.client"],
])("credentials %j are refused once for the whole run", async (config, code) => {
  const { drive, emulator } = await withApp(internal, config);
  for (const error of await Promise.all([errorOf(drive.list("u")), errorOf(drive.list("u"))]))
    expect(error.message).toMatch(
      new RegExp(
        `\\(${code}, request [\\w-]+\\)\\. Check clientId \\(dingtalk:clientId\\).* They were sent to 127`,
      ),
    );
  await errorOf(drive.list("u"));
  expect(emulator.count()).toBe(1);
});

test("a ready token is used as it is and never fetched", async () => {
  let token = "";
  const { drive, emulator, clock } = await open({ emulator: { spaces: ["A"] } });
  emulator.fault({ on: "any", kind: "reset", match: (call) => ((token = call.token ?? token), false) });
  await drive.list("u");
  expect(token).not.toBe("");

  const env = addresses(emulator.endpoint);
  const ready = another(emulator, clock, { config: { accessToken: token }, env });
  await expect(ready.drive.list("u")).resolves.toHaveLength(2);
  expect(ready.calls()).toEqual({ list: 1 });
  emulator.revokeTokens();
  const { message } = await errorOf(ready.drive.list("u"));
  expect(message).toContain("Set a fresh accessToken (dingtalk:accessToken): this one has expired");
  expect(ready.calls()).toEqual({ list: 1 });
});

test("a secret that was rotated gives way to the environment's, with one line of notice", async () => {
  const { emulator, clock } = await open({ emulator: { apps: [internal], spaces: ["A"] } });
  const config = { clientId, clientSecret: "before-the-rotation" };
  const env = { ...addresses(emulator.endpoint), DINGTALK_CLIENT_SECRET: clientSecret };
  const { drive, lines, calls } = another(emulator, clock, { config, env });
  await Promise.all([drive.list("u"), drive.list("u")]);
  expect(calls()).toEqual({ token: 2, list: 2 });
  expect([...lines.keys()]).toEqual(["stale clientSecret"]);

  const other = another(emulator, clock, { config, env: { ...env, DINGTALK_CLIENT_ID: "another-app" } });
  await expect(errorOf(other.drive.list("u"))).resolves.toMatchObject({ code: "invalidClientIdOrSecret" });
});

test("a stored token that DingTalk refuses gives way to the environment's fresh one, with one line of notice", async () => {
  const { emulator, clock, ...first } = await open({ emulator: { spaces: ["A"] } });
  let token = "";
  emulator.fault({ on: "any", kind: "reset", match: (call) => ((token = call.token ?? token), false) });
  await first.drive.list("u");
  const config = { accessToken: "of-last-week" };
  const env = { ...addresses(emulator.endpoint), DINGTALK_ACCESS_TOKEN: token };
  const { drive, lines, calls } = another(emulator, clock, { config, env });
  for (const spaces of await Promise.all([drive.list("u"), drive.list("u")])) expect(spaces).toHaveLength(2);
  await drive.list("u");
  expect(calls()).toEqual({ list: 5 });
  expect([...lines.keys()]).toEqual(["stale accessToken"]);
});

test("a stored ticket that DingTalk refuses gives way to the environment's fresh one", async () => {
  const { emulator, clock } = await open({ emulator: { apps: [thirdParty], spaces: ["A"] } });
  const config = { clientId, clientSecret, corpId, suiteTicket: "of-last-week" };
  const env = { ...addresses(emulator.endpoint), DINGTALK_SUITE_TICKET: "the-ticket" };
  const { drive, lines } = another(emulator, clock, { config, env });
  await expect(drive.list("u")).resolves.toHaveLength(2);
  expect([...lines.keys()]).toEqual(["stale suiteTicket"]);

  const stale = another(emulator, clock, { config, env: addresses(emulator.endpoint) });
  await expect(errorOf(stale.drive.list("u"))).resolves.toMatchObject({
    message: expect.stringContaining("suiteTicket (dingtalk:suiteTicket)") as string,
  });
});

describe("a token that is refused while fresh ones keep coming", () => {
  const config = { clientId, clientSecret, corpId, suiteTicket: "the-ticket" };
  /** Refuses a token, and the next one is another. */
  const refusing = (emulator: Emulator) => ({
    on: "list" as const,
    kind: "error" as const,
    code: "InvalidAuthentication",
    match: () => (emulator.revokeTokens(), true),
  });

  test("is repeated until one is taken", async () => {
    const { drive, emulator } = await withApp(thirdParty, config);
    emulator.fault({ ...refusing(emulator), times: 6 });
    await expect(drive.list("u")).resolves.toHaveLength(2);
  });

  test("is repeated as long as there is time, and blames nobody then", async () => {
    const { drive, emulator } = await withApp(thirdParty, config);
    emulator.fault({ ...refusing(emulator), times: Infinity });
    const { message } = await errorOf(drive.list("u"));
    expect(message).toMatch(/DingTalk refuses tokens that it has just given\. Run again in a few minutes\.$/);
    expect(emulator.count("list")).toBeGreaterThan(10);
  });
});

test("wrong ids that the token call answers with unknownError cost four calls a run, and are named", async () => {
  const { drive, emulator } = await open();
  emulator.fault({ on: "token", kind: "error", code: "unknownError", status: 500, times: Infinity });
  for (let times = 0; times < 3; times += 1) {
    const { message } = await errorOf(drive.list("u"));
    expect(message).toMatch(/\(unknownError, request [\w-]+\)\. Check clientId \(.*\) and corpId \(/);
  }
  expect(emulator.count("token")).toBe(4);
});

test("a redirect is not followed and takes no token along", async () => {
  for (const on of ["token", "list"] as const) {
    const { drive, emulator } = await open();
    emulator.fault({ on, kind: "redirect" });
    const { message } = await errorOf(drive.list("u"));
    expect(message).toBe(
      "A redirect (status 302) came instead of an answer, and is not followed (redirect.refused, request " +
        `${emulator.calls.at(-1)?.requestId ?? ""}). Check dingtalk:endpoint (DINGTALK_ENDPOINT).`,
    );
    expect(emulator.count("redirected")).toBe(0);
    expect(emulator.count(on)).toBe(1);
  }
});

test("an endpoint's own path is kept", async () => {
  const { emulator, clock } = await open();
  const env = { ...emulator.env, DINGTALK_ENDPOINT: `${emulator.endpoint}/behind/a/proxy/` };
  const { drive } = another(emulator, clock, { env });
  await errorOf(drive.list("u"));
  expect(emulator.calls[0]?.path).toBe(`/behind/a/proxy/v1.0/oauth2/${emulator.app.corpId}/token`);
});
