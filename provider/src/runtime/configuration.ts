import type { ClientSettings } from "../dingtalk/api/client";
import {
  bothSpellings,
  ConfigurationError,
  configurationKeys,
  type ConfigurationKey,
  type ExplicitConfig,
} from "./configurationKeys";
import { readCredentials } from "./credentials";
import { isUnknown } from "./inputs";
import { readEndpoints } from "./endpoints";

export interface Configuration extends ClientSettings {
  readonly corpId: string | undefined;
}

/** The keys that `get` gives, as text. */
export function explicitConfig(get: (key: string) => unknown): ExplicitConfig {
  const explicit: Partial<Record<ConfigurationKey | "providerName", string>> = {};
  for (const key of [...(Object.keys(configurationKeys) as ConfigurationKey[]), "providerName"] as const) {
    const value = get(`dingtalk:${key}`);
    if (typeof value === "string" ? value.trim() !== "" : typeof value === "number")
      explicit[key] = String(value).trim();
  }
  return explicit;
}

/**
 * Reads each key from the stack configuration (or an explicit provider's inputs) first, then from the environment.
 *
 * @param isSaved whether the explicit values come from the state: no program that runs has given them.
 * @throws ConfigurationError
 */
export function readConfiguration(
  explicit: ExplicitConfig,
  env: Readonly<Record<string, string | undefined>>,
  isSaved = false,
): Configuration {
  const environment = (key: ConfigurationKey): string | undefined =>
    checked(key, env[configurationKeys[key]]?.trim() || undefined);
  // What the environment says of one app is not lent to another.
  const otherApp = [explicit.clientId, environment("clientId")];
  const lends = otherApp.includes(undefined) || otherApp[0] === otherApp[1];
  const either = (key: ConfigurationKey): string | undefined =>
    checked(key, explicit[key]) ?? (lends || !ofAnApp.has(key) ? environment(key) : undefined);
  return {
    ...readEndpoints(either("endpoint"), either("legacyEndpoint")),
    callsPerSecond:
      number(
        "callsPerSecond",
        either("callsPerSecond"),
        (n) => n > 0 && n <= 1_000,
        "a number above 0 and at most 1000",
      ) ?? 20,
    maxCalls: number(
      "maxCalls",
      either("maxCalls"),
      (n) => Number.isInteger(n) && n >= 1,
      "a whole number from 1",
    ),
    corpId: either("corpId"),
    credentials: readCredentials({ explicit, isSaved, environment, either }),
  };
}

/** What belongs to one app, and is worth keeping from another. */
const ofAnApp: ReadonlySet<ConfigurationKey> = new Set(["clientSecret", "suiteTicket", "accessToken"]);

/** At preview an explicit provider's inputs need not be known. */
export const isKnownConfig = (explicit: ExplicitConfig): boolean => !Object.values(explicit).some(isUnknown);

/** What is wrong with the configuration, as far as it is known. */
export function configurationProblem(
  explicit: ExplicitConfig,
  env: Readonly<Record<string, string | undefined>>,
): ConfigurationError | undefined {
  if (!isKnownConfig(explicit)) return undefined;
  try {
    readConfiguration(explicit, env);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

/** A token goes into a header, everything else into text: neither takes a line break. */
function checked(key: ConfigurationKey, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bad = key === "accessToken" ? /[^\x21-\x7e]/ : /\p{Cc}/u;
  if (!bad.test(value)) return value;
  throw new ConfigurationError(
    `${bothSpellings(key)} contains a line break or another character that cannot be sent. Set it again without it.`,
  );
}

function number(
  key: ConfigurationKey,
  text: string | undefined,
  fits: (n: number) => boolean,
  what: string,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && fits(value)) return value;
  throw new ConfigurationError(`${bothSpellings(key)} must be ${what}, not '${text}'.`);
}
