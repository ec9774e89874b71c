import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import { Redactor } from "../../../provider/src/dingtalk/http/redactor";
import type { AppCredentials, Credentials } from "../../../provider/src/dingtalk/auth/credentials";
import { TokenSource } from "../../../provider/src/dingtalk/auth/tokenSource";
import type { Token } from "../../../provider/src/dingtalk/wire/schemas";
import { quietReporter } from "../../support/quietReporter";
import { settle, VirtualClock } from "../../support/virtualClock";

const app: AppCredentials = { clientId: "id", clientSecret: "secret-1" };
const refusal = (code = "invalid.client") => new DingTalkError({ operation: "token", code, message: "No" });

function source(fetch: (app: AppCredentials) => Promise<Token>, credentials: Credentials = app) {
  const clock = new VirtualClock();
  const redactor = new Redactor();
  const reporter = quietReporter();
  const asked: string[] = [];
  const tokens = new TokenSource(credentials, {
    endpoint: new URL("https://api.dingtalk.io"),
    fetchToken: (with_) => {
      asked.push(with_.clientSecret);
      return fetch(with_);
    },
    clock,
    redactor,
    reporter,
  });
  return { tokens, clock, redactor, reporter, asked };
}

/** Tokens t1, t2, … */
function counting(expiresIn = 7_200) {
  let count = 0;
  return () => Promise.resolve({ value: `t${(count += 1)}`, expiresIn });
}

test("everybody who asks meanwhile gets the token of one request", async () => {
  let answer: (token: Token) => void = () => undefined;
  const { tokens, asked } = source(() => new Promise((resolve) => (answer = resolve)));
  const all = Promise.all([tokens.get(), tokens.get(), tokens.get()]);
  await settle();
  answer({ value: "t1", expiresIn: 7_200 });
  await expect(all).resolves.toEqual(["t1", "t1", "t1"]);
  await expect(tokens.get()).resolves.toBe("t1");
  expect(asked).toHaveLength(1);
});

test.each([
  ["five minutes before it expires", 7_200, 6_900],
  ["half way through a short life", 60, 30],
  ["half way through a life of five minutes", 300, 150],
])("a token is renewed %s", async (_, life, renewal) => {
  const { tokens, clock } = source(counting(life));
  await tokens.get();
  await clock.pass(renewal * 1_000 - 1);
  await expect(tokens.get()).resolves.toBe("t1");
  await clock.pass(1);
  await expect(tokens.get()).resolves.toBe("t2");
});

test("a token that DingTalk refuses is replaced once, whoever says so and however often", async () => {
  const { tokens, asked } = source(counting());
  await tokens.get();
  tokens.refused("t1");
  await expect(tokens.get()).resolves.toBe("t2");
  tokens.refused("t1");
  await expect(tokens.get()).resolves.toBe("t2");
  expect(asked).toHaveLength(2);
});

test("credentials that DingTalk refuses are not tried again in this run", async () => {
  const { tokens, asked } = source(() => Promise.reject(refusal()));
  await expect(Promise.allSettled([tokens.get(), tokens.get()])).resolves.toMatchObject([
    { reason: { code: "invalid.client" } },
    { reason: { code: "invalid.client" } },
  ]);
  await expect(tokens.get()).rejects.toThrow("invalid.client");
  expect(asked).toHaveLength(1);
});

test("what was no refusal is tried again by the next who asks", async () => {
  const failures = [refusal("server.error")];
  const next = counting();
  const { tokens } = source(() => {
    const failure = failures.pop();
    return failure ? Promise.reject(failure) : next();
  });
  await expect(tokens.get()).rejects.toThrow("server.error");
  await expect(tokens.get()).resolves.toBe("t1");
});

test("a refused secret gives way to the newer one, which is then the one; a line says so", async () => {
  const next = counting(60);
  const { tokens, clock, asked, reporter } = source(
    ({ clientSecret }) => (clientSecret === "newer" ? next() : Promise.reject(refusal())),
    { ...app, newerSecret: "newer" },
  );
  await expect(tokens.get()).resolves.toBe("t1");
  await clock.pass(60_000);
  await expect(tokens.get()).resolves.toBe("t2");
  expect(asked).toEqual(["secret-1", "newer", "newer"]);
  expect([...reporter.lines.values()]).toEqual([
    expect.stringMatching(
      /DINGTALK_CLIENT_SECRET is used instead.*pulumi config set --secret dingtalk:clientSecret/,
    ),
  ]);
});

test("a newer secret is not tried for a refusal that is none of the secret's", async () => {
  const { tokens, asked } = source(() => Promise.reject(refusal("invalidSuiteTicket")), {
    ...app,
    newerSecret: "newer",
  });
  await expect(tokens.get()).rejects.toThrow("invalidSuiteTicket");
  expect(asked).toEqual(["secret-1"]);
});

test("a ready token is given as it is, is never fetched, and cannot be renewed", async () => {
  const { tokens, asked, redactor } = source(counting(), { accessToken: "ready-made" });
  expect(tokens.refused("ready-made")).toBe(false);
  await expect(tokens.get()).resolves.toBe("ready-made");
  expect(asked).toEqual([]);
  expect(redactor.clean("ready-made")).toBe("[secret]");
});

test("a ready token that DingTalk refuses gives way to the newer one, once and with a line", async () => {
  const { tokens, reporter } = source(counting(), { accessToken: "stored", newerToken: "fresh" });
  await expect(tokens.get()).resolves.toBe("stored");
  expect([tokens.refused("stored"), tokens.refused("stored")]).toEqual([true, true]);
  await expect(tokens.get()).resolves.toBe("fresh");
  expect(tokens.refused("fresh")).toBe(false);
  expect([...reporter.lines.values()]).toEqual([
    expect.stringMatching(
      /DINGTALK_ACCESS_TOKEN is used instead.*pulumi config set --secret dingtalk:accessToken/,
    ),
  ]);
});

test("a refused ticket gives way to the newer one, and to a newer secret too", async () => {
  const { tokens, reporter, asked } = source(
    ({ clientSecret, suiteTicket }) => {
      if (clientSecret !== "newer") return Promise.reject(refusal());
      return suiteTicket === "fresh" ? counting()() : Promise.reject(refusal("invalidSuiteTicket"));
    },
    { ...app, corpId: "c", suiteTicket: "stale", newerTicket: "fresh", newerSecret: "newer" },
  );
  await expect(tokens.get()).resolves.toBe("t1");
  expect(asked).toEqual(["secret-1", "newer", "newer"]);
  expect([...reporter.lines.keys()]).toEqual(["stale clientSecret", "stale suiteTicket"]);
});

test("a token call that fails with unknownError, as wrong ids do, is remembered for the run and names the ids", async () => {
  const { tokens, asked } = source(() => Promise.reject(refusal("unknownError")), { ...app, corpId: "c" });
  for (let times = 0; times < 3; times += 1)
    await expect(tokens.get()).rejects.toThrow(
      "Check dingtalk:clientId (DINGTALK_CLIENT_ID) and dingtalk:corpId",
    );
  expect(asked).toHaveLength(1);
});

test("all secrets and tokens are known to the redactor", async () => {
  const { tokens, redactor } = source(counting(), {
    ...app,
    suiteTicket: "the-ticket",
    newerSecret: "newer-one",
    newerTicket: "newer-ticket",
  });
  await tokens.get();
  expect(redactor.clean("secret-1 the-ticket newer-one newer-ticket t1")).toBe(
    "[secret] [secret] [secret] [secret] [secret]",
  );
});
