import {
  bothSpellings,
  collectGiven,
  ConfigurationError,
  configurationKeys,
  readConfiguration,
  type ConfigurationKey,
  type Given,
} from "../../provider/src/runtime/configuration";

const app = { clientId: "id", clientSecret: "secret" } as const;
const appEnv = { DINGTALK_CLIENT_ID: "id", DINGTALK_CLIENT_SECRET: "secret" };

/** What a configuration comes to, with addresses as text. */
function read(given: Given, env: Record<string, string> = {}) {
  const { endpoint, legacyEndpoint, ...rest } = readConfiguration(given, env);
  return { ...rest, endpoint: endpoint.href, legacyEndpoint: legacyEndpoint.href };
}

function problem(given: Given, env: Record<string, string> = {}): string {
  try {
    readConfiguration(given, env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    expect(error.stack).toBe(error.message);
    return error.message;
  }
  return "none";
}

test("without anything but an app the documented defaults count", () => {
  expect(read(app)).toEqual({
    credentials: { ...app, corpId: undefined, suiteTicket: undefined, newerSecret: undefined },
    corpId: undefined,
    endpoint: "https://api.dingtalk.io/",
    legacyEndpoint: "https://oapi.dingtalk.com/",
    callsPerSecond: 20,
    maxCalls: undefined,
  });
});

test.each<[ConfigurationKey, string, object]>([
  ["clientId", "other", { credentials: { clientId: "other" } }],
  ["clientSecret", "other", { credentials: { clientSecret: "other" } }],
  ["corpId", "corp", { corpId: "corp", credentials: { corpId: "corp" } }],
  ["suiteTicket", "ticket", { credentials: { suiteTicket: "ticket" } }],
  ["endpoint", "https://api.dingtalk.com", { endpoint: "https://api.dingtalk.com/" }],
  ["endpoint", "https://proxy.example/dingtalk", { endpoint: "https://proxy.example/dingtalk" }],
  ["endpoint", "http://127.0.0.1:8080", { endpoint: "http://127.0.0.1:8080/" }],
  ["endpoint", "http://localhost:8080", { endpoint: "http://localhost:8080/" }],
  ["endpoint", "http://[::1]:8080", { endpoint: "http://[::1]:8080/" }],
  ["legacyEndpoint", "https://oapi.example", { legacyEndpoint: "https://oapi.example/" }],
  ["callsPerSecond", "0.5", { callsPerSecond: 0.5 }],
  ["callsPerSecond", "60", { callsPerSecond: 60 }],
  ["maxCalls", "0", { maxCalls: 0 }],
  ["maxCalls", "5000", { maxCalls: 5000 }],
])("%s %s is taken from the stack's configuration and from the environment", (key, value, expected) => {
  const corpId = key === "suiteTicket" ? { corpId: "corp" } : {};
  expect(read({ ...app, ...corpId, [key]: value })).toMatchObject(expected);
  const env = { ...appEnv, ...(key === "suiteTicket" ? { DINGTALK_CORP_ID: "corp" } : {}) };
  expect(read({}, { ...env, [configurationKeys[key]]: value })).toMatchObject(expected);
});

test.each<[ConfigurationKey, string, string]>([
  ["endpoint", "api.dingtalk.io", "not an address; give an address like https://api.dingtalk.io."],
  [
    "endpoint",
    "http://api.dingtalk.io",
    "not https, which only loopback addresses need not be; give an address like https://api.dingtalk.io.",
  ],
  [
    "endpoint",
    "http://127.0.0.1.example.com",
    "not https, which only loopback addresses need not be; give an address like https://api.dingtalk.io.",
  ],
  [
    "endpoint",
    "ftp://localhost",
    "not https, which only loopback addresses need not be; give an address like https://api.dingtalk.io.",
  ],
  [
    "endpoint",
    "https://user:word@api.dingtalk.io",
    "more than a host and a path; give an address like https://api.dingtalk.io.",
  ],
  [
    "endpoint",
    "https://api.dingtalk.io?a=b",
    "more than a host and a path; give an address like https://api.dingtalk.io.",
  ],
  [
    "legacyEndpoint",
    "http://oapi.dingtalk.com",
    "not https, which only loopback addresses need not be; give an address like https://oapi.dingtalk.com.",
  ],
  ["callsPerSecond", "0", "not a number above 0."],
  ["callsPerSecond", "many", "not a number above 0."],
  ["callsPerSecond", " ", "not a number above 0."],
  ["maxCalls", "-1", "not a whole number from 0."],
  ["maxCalls", "1.5", "not a whole number from 0."],
  ["maxCalls", "Infinity", "not a whole number from 0."],
])("%s %j is refused, wherever it comes from, in one line with both spellings", (key, value, what) => {
  const expected = `dingtalk:${key} (or ${configurationKeys[key]}) is ${what}`;
  expect(problem({ ...app, [key]: value })).toBe(expected);
  expect(problem({}, { ...appEnv, [configurationKeys[key]]: value })).toBe(expected);
});

test.each<[Given, ConfigurationKey[], string]>([
  [{}, ["clientId", "clientSecret"], "pulumi config set dingtalk:clientId <value>"],
  [{ clientSecret: "secret" }, ["clientId"], "pulumi config set dingtalk:clientId <value>"],
  [{ clientId: "id" }, ["clientSecret"], "pulumi config set --secret dingtalk:clientSecret <value>"],
  [{ ...app, suiteTicket: "ticket" }, ["corpId"], "pulumi config set dingtalk:corpId <value>"],
])("of %j the missing keys %j are named with both spellings and a command", (given, keys, command) => {
  expect(problem(given)).toBe(
    `The configuration misses ${keys.map(bothSpellings).join(" and ")}. For example: ${command}.`,
  );
});

test("what is left out comes from the environment, key by key, whatever app its clientId names", () => {
  const env = {
    ...appEnv,
    DINGTALK_CORP_ID: "corp",
    DINGTALK_MAX_CALLS: "7",
    DINGTALK_ACCESS_TOKEN: "token",
  };
  expect(read({ clientId: "other", clientSecret: "mine" }, env)).toMatchObject({
    corpId: "corp",
    maxCalls: 7,
    credentials: { clientId: "other", clientSecret: "mine", corpId: "corp" },
  });
  expect(
    read({ clientId: "other" }, { DINGTALK_CLIENT_ID: "id", DINGTALK_CLIENT_SECRET: "secret" }),
  ).toMatchObject({
    credentials: { clientId: "other", clientSecret: "secret" },
  });
});

test.each<[string, Given, Record<string, string>, string | undefined]>([
  ["differs", app, { DINGTALK_CLIENT_SECRET: "newer" }, "newer"],
  ["differs, of the same app", app, { DINGTALK_CLIENT_ID: "id", DINGTALK_CLIENT_SECRET: "newer" }, "newer"],
  ["is of another app", app, { DINGTALK_CLIENT_ID: "other", DINGTALK_CLIENT_SECRET: "newer" }, undefined],
  ["is the same", app, { DINGTALK_CLIENT_SECRET: "secret" }, undefined],
  ["is not set", app, {}, undefined],
  ["is the only one", { clientId: "id" }, { DINGTALK_CLIENT_SECRET: "newer" }, undefined],
])("a DINGTALK_CLIENT_SECRET that %s may stand in for a refused one as it should", (_, given, env, newer) => {
  expect(read(given, env).credentials).toMatchObject({ newerSecret: newer });
});

test("a ready token is used instead of id and secret; the configuration's app comes before the environment's token", () => {
  expect(read({ accessToken: "token" }).credentials).toEqual({ accessToken: "token" });
  expect(read({ ...app, accessToken: "token" }).credentials).toEqual({ accessToken: "token" });
  expect(read({}, { DINGTALK_ACCESS_TOKEN: "token" }).credentials).toEqual({ accessToken: "token" });
  expect(read(app, { DINGTALK_ACCESS_TOKEN: "token" }).credentials).toMatchObject(app);
});

test("keys are collected under their names, numbers as text, and what is empty or no text is left out", () => {
  const config: Record<string, unknown> = {
    "dingtalk:clientId": "id",
    "dingtalk:corpId": "",
    "dingtalk:maxCalls": 5,
    "dingtalk:endpoint": { no: "text" },
    clientSecret: "not under this name",
  };
  expect(collectGiven((key) => config[key])).toEqual({ clientId: "id", maxCalls: "5" });
});

test("every key of the table has its spelling in the environment", () => {
  for (const [key, spelling] of Object.entries(configurationKeys)) {
    expect(spelling).toBe(`DINGTALK_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`);
  }
});
