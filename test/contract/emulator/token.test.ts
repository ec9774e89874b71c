import { Caller, signedIn } from "../../support/caller";

const unified = (caller: Caller, body: unknown, corpId = caller.emulator.app.corpId) =>
  caller.send(`/v1.0/oauth2/${corpId}/token`, { body, token: undefined });

const credentials = ({ emulator: { app } }: Caller) => ({
  client_id: app.clientId,
  client_secret: app.clientSecret,
  grant_type: "client_credentials",
});

describe("the unified token endpoint", () => {
  it("gives a token for 7200 seconds", async () => {
    const caller = await signedIn();
    const { status, json, headers } = await unified(caller, credentials(caller));
    expect(status).toBe(200);
    expect(json).toEqual({ access_token: expect.any(String) as unknown, expires_in: 7200 });
    expect(headers.get("x-acs-request-id")).toMatch(/^[\dA-F-]{36}$/);
  });

  it("gives the same token again while it lives, and renews it", async () => {
    let now = 0;
    const caller = await signedIn({ clock: () => now });
    const first = caller.token;
    now += 7_000_000;
    expect(await caller.signIn()).toBe(first);
    now += 7_000_000;
    expect((await caller.list()).status).toBe(200);
    now += 200_001;
    expect((await caller.list()).json["code"]).toBe("InvalidAuthentication");
    expect(await caller.signIn()).not.toBe(first);
    expect(caller.emulator.tokensIssued).toBe(2);
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, 400, "invalid.client"],
    ["an unknown client", { client_id: "nobody" }, 400, "invalid.client"],
    ["another grant type", { grant_type: "password" }, 400, "unsupported.grant.type"],
  ])("refuses %s", async (_what, change, status, code) => {
    const caller = await signedIn();
    const reply = await unified(caller, { ...credentials(caller), ...change });
    expect([reply.status, reply.json["code"]]).toEqual([status, code]);
    expect(reply.json["requestid"]).toBe(reply.headers.get("x-acs-request-id"));
  });

  it("answers 401 for an organization that the app is not of", async () => {
    const caller = await signedIn();
    const reply = await unified(caller, credentials(caller), "dingother");
    expect([reply.status, reply.json["code"]]).toEqual([401, "unauthorized.client"]);
  });

  it.each([
    ["a form", "client_id=a&client_secret=b", "application/x-www-form-urlencoded"],
    ["nothing", "", "application/json"],
    ["what is no JSON", "{", "application/json"],
  ])("answers 400 Missingbody to %s", async (_what, body, type) => {
    const caller = await signedIn();
    const { corpId } = caller.emulator.app;
    const reply = await caller.send(`/v1.0/oauth2/${corpId}/token`, {
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    expect([reply.status, reply.json["code"]]).toEqual([400, "Missingbody"]);
  });
});

describe("the internal app's token endpoint", () => {
  it("gives the token that the unified one gives", async () => {
    const caller = await signedIn();
    const { clientId, clientSecret } = caller.emulator.app;
    const body = { appKey: clientId, appSecret: clientSecret };
    const reply = await caller.send("/v1.0/oauth2/accessToken", { body });
    expect(reply.json).toEqual({ accessToken: caller.token, expireIn: 7200 });
  });

  it("refuses a wrong secret with invalidClientIdOrSecret", async () => {
    const caller = await signedIn();
    const body = { appKey: caller.emulator.app.clientId, appSecret: "wrong" };
    const reply = await caller.send("/v1.0/oauth2/accessToken", { body });
    expect([reply.status, reply.json["code"]]).toEqual([400, "invalidClientIdOrSecret"]);
  });
});

describe("the third-party app's token endpoint", () => {
  const app = {
    clientId: "suite1",
    clientSecret: "suiteSecret1",
    corpId: "dingcorp1",
    type: "third-party",
    suiteTicket: "ticket1",
  } as const;
  const body = {
    suiteKey: "suite1",
    suiteSecret: "suiteSecret1",
    authCorpId: "dingcorp1",
    suiteTicket: "ticket1",
  };

  it("gives a token to who shows the ticket", async () => {
    const caller = await signedIn({ apps: [app] });
    const reply = await caller.send("/v1.0/oauth2/corpAccessToken", { body });
    expect(reply.json).toEqual({ accessToken: caller.token, expireIn: 7200 });
  });

  it.each([
    [{ suiteKey: "other" }, "invalidSuiteKey"],
    [{ suiteSecret: "other" }, "invalidSuiteKey"],
    [{ suiteTicket: "other" }, "invalidSuiteTicket"],
    [{ authCorpId: "other" }, "invalidAuthInfo"],
  ])("refuses %j with %s", async (change, code) => {
    const caller = await signedIn({ apps: [app] });
    const reply = await caller.send("/v1.0/oauth2/corpAccessToken", { body: { ...body, ...change } });
    expect([reply.status, reply.json["code"]]).toEqual([400, code]);
  });
});

describe("an access token", () => {
  it("is worthless once revoked", async () => {
    const caller = await signedIn();
    expect(caller.emulator.revokeTokens()).toBe(1);
    const reply = await caller.list();
    expect([reply.status, reply.json["code"]]).toEqual([400, "InvalidAuthentication"]);
  });

  it("may be refused with another code", async () => {
    const caller = await signedIn({ tokenErrorCode: "invalidAccessToken" });
    expect((await caller.list({}, { token: "made up" })).json["code"]).toBe("invalidAccessToken");
    expect((await caller.list({}, { token: undefined })).json["code"]).toBe("invalidAccessToken");
  });

  it("dies after the time it was given", async () => {
    const caller = await signedIn({ tokenSeconds: 60 });
    caller.emulator.behaviour.clockSkewMs = 60_000;
    expect((await caller.list()).json["code"]).toBe("InvalidAuthentication");
  });

  it("stays out of the record, and so do secrets", async () => {
    const caller = await signedIn();
    await caller.user({ userid: "user1" });
    const record = JSON.stringify(caller.emulator.calls);
    expect(record).not.toContain(caller.token);
    expect(record).not.toContain(caller.emulator.app.clientSecret);
    expect(record).toContain("[secret]");
  });
});
