import { OneLineError } from "../dingtalk/http/oneLineError";

/** Every key of the configuration, and how the environment spells it. */
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

export const secretKeys: ReadonlySet<ConfigurationKey> = new Set([
  "clientSecret",
  "suiteTicket",
  "accessToken",
]);

/** What the stack's configuration or an explicit provider gives, key by key. */
export type ExplicitConfig = Readonly<Partial<Record<ConfigurationKey | "providerName", string>>>;

/** `dingtalk:corpId (or DINGTALK_CORP_ID)`: both spellings of a key. */
export const bothSpellings = (key: ConfigurationKey) => `dingtalk:${key} (or ${configurationKeys[key]})`;

/** Something cannot be used as it is configured. One line that names the key. */
export class ConfigurationError extends OneLineError {
  override readonly name: string = "ConfigurationError";
}

/** Something is missing in the configuration. A preview can do without it. */
export class MissingConfigurationError extends ConfigurationError {
  override readonly name = "MissingConfigurationError";
}
