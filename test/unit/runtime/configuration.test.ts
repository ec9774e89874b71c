import { explicitConfig, readConfiguration } from "../../../provider/src/runtime/configuration";
import {
  bothSpellings,
  ConfigurationError,
  configurationKeys,
  type ConfigurationKey,
  type ExplicitConfig,
} from "../../../provider/src/runtime/configurationKeys";

const app = { clientId: "id", clientSecret: "secret" } as const;
const appEnv = { DINGTALK_CLIENT_ID: "id", DINGTALK_CLIENT_SECRET: "secret" };

/** What a configuration comes to, with addresses as text. */
function read(given: ExplicitConfig, env: Record<string, string> = {}) {
  const { endpoint, legacyEndpoint, ...rest } = readConfiguration(given, env);
  return { ...rest, endpoint: endpoint.href, legacyEndpoint: legacyEndpoint.href };
}

function problem(given: ExplicitConfig, env: Record<string, string> = {}): string {
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
    credentials: {
      ...app,
      sources: {
        of: { clientId: "stack", clientSecret: "stack", corpId: "environment", suiteTicket: "environment" },
      },
    },
    corpId: undefined,
    endpoint: "https://api.dingtalk.io/",
    legacyEndpoint: "https://oapi.dingtalk.io/",
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
  ["maxCalls", "1", { maxCalls: 1 }],
  ["maxCalls", "5000", { maxCalls: 5000 }],
])("%s %s is taken from the stack's configuration and from the environment", (key, value, expected) => {
  const corpId = key === "suiteTicket" ? { corpId: "corp" } : {};
  expect(read({ ...app, ...corpId, [key]: value })).toMatchObject(expected);
  const env = { ...appEnv, ...(key === "suiteTicket" ? { DINGTALK_CORP_ID: "corp" } : {}) };
  expect(read({}, { ...env, [configurationKeys[key]]: value })).toMatchObject(expected);
});

test.each<[ConfigurationKey, string, string]>([
  ["endpoint", "api.dingtalk.io", "must be an address"],
  ["endpoint", "http://api.dingtalk.io", "must use https (http is allowed only for loopback addresses)"],
  [
    "endpoint",
    "http://127.0.0.1.example.com",
    "must use https (http is allowed only for loopback addresses)",
  ],
  ["endpoint", "ftp://localhost", "must use https (http is allowed only for loopback addresses)"],
  ["endpoint", "https://user:word@api.dingtalk.io", "must be only a host and, if needed, a path"],
  ["endpoint", "https://api.dingtalk.io?a=b", "must be only a host and, if needed, a path"],
  [
    "legacyEndpoint",
    "http://oapi.dingtalk.com",
    "must use https (http is allowed only for loopback addresses)",
  ],
  ["callsPerSecond", "0", "must be a number above 0 and at most 1000"],
  ["callsPerSecond", "many", "must be a number above 0 and at most 1000"],
  ["callsPerSecond", "1001", "must be a number above 0 and at most 1000"],
  ["maxCalls", "0", "must be a whole number from 1"],
  ["maxCalls", "-1", "must be a whole number from 1"],
  ["maxCalls", "1.5", "must be a whole number from 1"],
  ["maxCalls", "Infinity", "must be a whole number from 1"],
])("%s %j is refused, wherever it comes from, in one line with both spellings", (key, value, what) => {
  const shown = value.replace("user:word", "…").replace("?a=b", "…");
  const like = {
    endpoint: " Give an address like https://api.dingtalk.io.",
    legacyEndpoint: " Give an address like https://oapi.dingtalk.io.",
  };
  const help = key === "endpoint" || key === "legacyEndpoint" ? like[key] : "";
  const expected = `dingtalk:${key} (or ${configurationKeys[key]}) ${what}, not '${shown}'.${help}`;
  expect(problem({ ...app, [key]: value })).toBe(expected);
  expect(problem({}, { ...appEnv, [configurationKeys[key]]: value })).toBe(expected);
});

test.each<[ExplicitConfig, ConfigurationKey[], string]>([
  [{}, ["clientId", "clientSecret"], "pulumi config set dingtalk:clientId <value>"],
  [{ clientSecret: "secret" }, ["clientId"], "pulumi config set dingtalk:clientId <value>"],
  [{ clientId: "id" }, ["clientSecret"], "pulumi config set --secret dingtalk:clientSecret <value>"],
  [{ ...app, suiteTicket: "ticket" }, ["corpId"], "pulumi config set dingtalk:corpId <value>"],
])("of %j the missing keys %j are named with both spellings and a command", (given, keys, command) => {
  const region = keys.includes("clientId")
    ? " For mainland China also set dingtalk:endpoint to https://api.dingtalk.com."
    : "";
  expect(problem(given)).toBe(
    `Missing configuration: ${keys.map(bothSpellings).join(" and ")}. Run \`${command}\`.${region}`,
  );
});

test("what is left out comes from the environment, key by key, but no secret of another app", () => {
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
  expect(read({ clientId: "other" }, { DINGTALK_CLIENT_SECRET: "secret" })).toMatchObject({
    credentials: { clientId: "other", clientSecret: "secret" },
  });
  for (const [key, value] of [
    ["DINGTALK_CLIENT_SECRET", "secret"],
    ["DINGTALK_ACCESS_TOKEN", "token"],
  ] as const) {
    expect(problem({ clientId: "other" }, { DINGTALK_CLIENT_ID: "id", [key]: value })).toMatch(
      /^Missing configuration: dingtalk:clientSecret /,
    );
  }
  const withTicket = { ...appEnv, DINGTALK_SUITE_TICKET: "ticket", DINGTALK_CORP_ID: "corp" };
  expect(read({ clientId: "other", clientSecret: "mine" }, withTicket).credentials).toMatchObject({
    suiteTicket: undefined,
  });
});

test("outer white space is no part of a value, as a file's line break is not", () => {
  expect(
    read({}, { DINGTALK_CLIENT_ID: " id\n", DINGTALK_CLIENT_SECRET: "secret\r\n" }).credentials,
  ).toMatchObject(app);
  expect(explicitConfig((key) => (key === "dingtalk:accessToken" ? "token\r\n" : undefined))).toEqual({
    accessToken: "token",
  });
});

test.each<[ConfigurationKey, string]>([
  ["accessToken", "to\nken"],
  ["accessToken", "tökén"],
  ["clientSecret", "sec\u0000ret"],
  ["corpId", "corp\nid"],
])("%s %j, which cannot be sent, is refused in one line without showing it", (key, value) => {
  expect(problem({ ...app, [key]: value })).toBe(
    `${bothSpellings(key)} contains a line break or another character that cannot be sent. Set it again without it.`,
  );
});

test.each<[string, string | undefined, string]>([
  ["https://api.dingtalk.io", undefined, "https://oapi.dingtalk.io/"],
  ["https://api.dingtalk.com", undefined, "https://oapi.dingtalk.com/"],
  ["http://127.0.0.1:80", undefined, "http://127.0.0.1/"],
  ["http://127.0.0.1:80", "https://oapi.dingtalk.com", "https://oapi.dingtalk.com/"],
])(
  "with the endpoint %s and the legacy endpoint %s, the old API is asked at %s",
  (endpoint, legacy, expected) => {
    const given = legacy === undefined ? {} : { legacyEndpoint: legacy };
    expect(read({ ...app, endpoint, ...given }).legacyEndpoint).toBe(expected);
  },
);

test("hosts of two regions are refused", () => {
  expect(problem({ ...app, legacyEndpoint: "https://oapi.dingtalk.com" })).toMatch(
    /legacyEndpoint .* is oapi\.dingtalk\.com, and .*endpoint .* is api\.dingtalk\.io: two regions/,
  );
});

test.each<["accessToken" | "suiteTicket", object]>([
  ["accessToken", { newerToken: "fresh" }],
  ["suiteTicket", { newerTicket: "fresh" }],
])(
  "a stored %s may give way to the environment's, but not to one of another app or organization",
  (key, newer) => {
    const given = { ...(key === "suiteTicket" ? { ...app, corpId: "corp" } : {}), [key]: "stored" };
    const env = { [configurationKeys[key]]: "fresh" };
    expect(read(given, env).credentials).toMatchObject(newer);
    for (const other of [{ DINGTALK_CLIENT_ID: "other" }, { DINGTALK_CORP_ID: "other" }]) {
      const { credentials } = read({ corpId: "corp", ...given }, { ...env, ...other });
      expect(Object.values(credentials)).not.toContain("fresh");
    }
  },
);

test.each<[string, ExplicitConfig, Record<string, string>, string | undefined]>([
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
  expect(read({ accessToken: "token" }).credentials).toMatchObject({ accessToken: "token" });
  expect(read({ ...app, accessToken: "token" }).credentials).toMatchObject({ accessToken: "token" });
  expect(read({}, { DINGTALK_ACCESS_TOKEN: "token" }).credentials).toMatchObject({ accessToken: "token" });
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
  expect(explicitConfig((key) => config[key])).toEqual({ clientId: "id", maxCalls: "5" });
});

test("every key of the table has its spelling in the environment", () => {
  for (const [key, spelling] of Object.entries(configurationKeys)) {
    expect(spelling).toBe(`DINGTALK_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`);
  }
});
