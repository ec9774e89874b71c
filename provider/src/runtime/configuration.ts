import type { ClientSettings } from "../dingtalk/client";
import type { Credentials } from "../dingtalk/tokenSource";
import { isUnknown } from "./inputs";

/** The keys of design's table, and how the environment spells them. */
export const configurationKeys = {
  clientId: "DINGTALK_CLIENT_ID",
  clientSecret: "DINGTALK_CLIENT_SECRET",
  corpId: "DINGTALK_CORP_ID",
  suiteTicket: "DINGTALK_SUITE_TICKET",
  accessToken: "DINGTALK_ACCESS_TOKEN",
  endpoint: "DINGTALK_ENDPOINT",
  legacyEndpoint: "DINGTALK_LEGACY_ENDPOINT",
  callsPerSecond: "DINGTALK_CALLS_PER_SECOND",
  maxCalls: "DINGTALK_MAX_CALLS",
} as const;

export type ConfigurationKey = keyof typeof configurationKeys;

/** What the stack's configuration or an explicit provider gives, key by key. */
export type Given = Readonly<Partial<Record<ConfigurationKey, string>>>;

export interface Configuration extends ClientSettings {
  readonly corpId: string | undefined;
}

const defaults = {
  endpoint: "https://api.dingtalk.io",
  legacyEndpoint: "https://oapi.dingtalk.com",
  callsPerSecond: 20,
};

/** Something is missing in the configuration, or cannot be used. One line that names the key. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/** The keys that `get` gives, as text. */
export function collectGiven(get: (key: string) => unknown): Given {
  const given: Partial<Record<ConfigurationKey, string>> = {};
  for (const key of Object.keys(configurationKeys) as ConfigurationKey[]) {
    const value = get(`dingtalk:${key}`);
    if (typeof value === "string" ? value !== "" : typeof value === "number") given[key] = String(value);
  }
  return given;
}

/**
 * The stack's configuration (or an explicit provider's inputs), then the environment, key by key.
 *
 * @throws ConfigurationError
 */
export function readConfiguration(
  given: Given,
  env: Readonly<Record<string, string | undefined>>,
): Configuration {
  const environment = (key: ConfigurationKey) => env[configurationKeys[key]] || undefined;
  const either = (key: ConfigurationKey) => given[key] ?? environment(key);
  return {
    credentials: credentials(given, environment, either),
    corpId: either("corpId"),
    endpoint: endpoint("endpoint", either("endpoint") ?? defaults.endpoint),
    legacyEndpoint: endpoint("legacyEndpoint", either("legacyEndpoint") ?? defaults.legacyEndpoint),
    callsPerSecond:
      number("callsPerSecond", either("callsPerSecond"), (n) => n > 0, "a number above 0") ??
      defaults.callsPerSecond,
    maxCalls: number(
      "maxCalls",
      either("maxCalls"),
      (n) => Number.isInteger(n) && n >= 0,
      "a whole number from 0",
    ),
  };
}

/** What is wrong with the configuration, as far as it is known: at preview an explicit provider's need not be. */
export function configurationProblem(
  given: Given,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (Object.values(given).some(isUnknown)) return undefined;
  try {
    readConfiguration(given, env);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Lookup = (key: ConfigurationKey) => string | undefined;

/** `either` is what was given, else the environment's. */
function credentials(given: Given, environment: Lookup, either: Lookup): Credentials {
  if (given.accessToken !== undefined) return { accessToken: given.accessToken };
  const clientId = either("clientId");
  const clientSecret = either("clientSecret");
  const corpId = either("corpId");
  const suiteTicket = either("suiteTicket");
  const accessToken = environment("accessToken");
  // A token of the environment does not stand in for an app that the configuration names.
  if (accessToken !== undefined && (given.clientId === undefined || clientSecret === undefined)) {
    return { accessToken };
  }
  const missing = [
    ...(clientId === undefined ? (["clientId"] as const) : []),
    ...(clientSecret === undefined ? (["clientSecret"] as const) : []),
    ...(suiteTicket !== undefined && corpId === undefined ? (["corpId"] as const) : []),
  ];
  if (clientId === undefined || clientSecret === undefined || missing.length > 0) throw missingKeys(missing);
  const mayBeNewer = given.clientSecret !== undefined && environment("clientSecret") !== clientSecret;
  const newerSecret = mayBeNewer ? ofEnvironment(environment, clientId) : undefined;
  return { clientId, clientSecret, corpId, suiteTicket, newerSecret };
}

/** `DINGTALK_CLIENT_SECRET`, where it is of this app. */
function ofEnvironment(environment: Lookup, clientId: string): string | undefined {
  const other = environment("clientId");
  return other === undefined || other === clientId ? environment("clientSecret") : undefined;
}

/** `dingtalk:corpId (or DINGTALK_CORP_ID)`: both spellings of a key. */
export const bothSpellings = (key: ConfigurationKey) => `dingtalk:${key} (or ${configurationKeys[key]})`;

function missingKeys(keys: readonly ConfigurationKey[]): ConfigurationError {
  const [first] = keys;
  const how =
    first === undefined
      ? ""
      : ` For example: pulumi config set ${first === "clientSecret" ? "--secret " : ""}dingtalk:${first} <value>.`;
  return new ConfigurationError(`The configuration misses ${keys.map(bothSpellings).join(" and ")}.${how}`);
}

function endpoint(key: "endpoint" | "legacyEndpoint", text: string): URL {
  const wrong = (what: string) =>
    new ConfigurationError(`${bothSpellings(key)} is ${what}; give an address like ${defaults[key]}.`);
  if (!URL.canParse(text)) throw wrong("not an address");
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) throw wrong("more than a host and a path");
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw wrong("not https, which only loopback addresses need not be");
}

const isLoopback = (host: string) =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);

function number(
  key: ConfigurationKey,
  text: string | undefined,
  fits: (n: number) => boolean,
  what: string,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || !fits(value)) {
    throw new ConfigurationError(`${bothSpellings(key)} is not ${what}.`);
  }
  return value;
}
