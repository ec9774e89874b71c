import type { CredentialKey, Credentials, CredentialSources } from "../dingtalk/auth/credentials";
import {
  bothSpellings,
  MissingConfigurationError,
  secretKeys,
  type ConfigurationKey,
  type ExplicitConfig,
} from "./configurationKeys";

interface Sources {
  readonly explicit: ExplicitConfig;
  /** Whether the explicit values are those of the last `up`, and not of the program that runs. */
  readonly isSaved: boolean;
  readonly environment: (key: ConfigurationKey) => string | undefined;
  /** The explicit value, else the environment's if it may be lent to this app. */
  readonly either: (key: ConfigurationKey) => string | undefined;
}

/** An app's credentials, or a ready token. */
export function readCredentials({ explicit, isSaved, environment, either }: Sources): Credentials {
  const clientId = either("clientId");
  const clientSecret = either("clientSecret");
  const corpId = either("corpId");
  const suiteTicket = either("suiteTicket");
  const accessToken = either("accessToken");
  /** The environment's value, if it differs from the stored one and can be of the same app. */
  const newer = (key: "clientSecret" | "accessToken" | "suiteTicket"): string | undefined => {
    const stored = explicit[key];
    const fresh = environment(key);
    return stored !== undefined && fresh !== stored && isSameApp(explicit, environment) ? fresh : undefined;
  };
  // A token of the environment does not stand in for an app that the configuration names.
  if (
    explicit.accessToken !== undefined ||
    (accessToken !== undefined && (explicit.clientId === undefined || clientSecret === undefined))
  ) {
    const sources = sourcesOf(explicit, isSaved, ["accessToken"]);
    return { accessToken: accessToken ?? "", newerToken: newer("accessToken"), sources };
  }
  const missing: ConfigurationKey[] = [];
  if (clientId === undefined) missing.push("clientId");
  if (clientSecret === undefined) missing.push("clientSecret");
  if (suiteTicket !== undefined && corpId === undefined) missing.push("corpId");
  if (clientId === undefined || clientSecret === undefined || missing.length > 0)
    throw missingKeys(missing, explicit, environment);
  return {
    clientId,
    clientSecret,
    corpId,
    suiteTicket,
    newerSecret: newer("clientSecret"),
    newerTicket: newer("suiteTicket"),
    sources: sourcesOf(explicit, isSaved, ["clientId", "clientSecret", "corpId", "suiteTicket"]),
  };
}

/** Where each value comes from, for errors about credentials. */
function sourcesOf(
  explicit: ExplicitConfig,
  isSaved: boolean,
  keys: readonly CredentialKey[],
): CredentialSources {
  const { providerName } = explicit;
  const running = providerName === undefined ? "stack" : "provider";
  const stored = isSaved ? "state" : running;
  const of = keys.map((key) => [key, explicit[key] === undefined ? "environment" : stored]);
  return { of: Object.fromEntries(of) as CredentialSources["of"], provider: providerName };
}

/** Whether what the environment holds may be of the app that is configured. */
function isSameApp(explicit: ExplicitConfig, environment: Sources["environment"]): boolean {
  const [appId, corpId] = [environment("clientId"), environment("corpId")];
  const differs = explicit.corpId !== undefined && corpId !== undefined && corpId !== explicit.corpId;
  return !differs && (appId === undefined || appId === explicit.clientId);
}

function missingKeys(
  keys: readonly ConfigurationKey[],
  explicit: ExplicitConfig,
  environment: Sources["environment"],
): MissingConfigurationError {
  const [first] = keys;
  const isOfOther = explicit.clientId !== undefined && keys.some((key) => environment(key) !== undefined);
  const why = isOfOther ? ` The environment's belongs to another app (DINGTALK_CLIENT_ID).` : "";
  const how =
    first === undefined
      ? ""
      : ` Run \`pulumi config set ${secretKeys.has(first) ? "--secret " : ""}dingtalk:${first} <value>\`.`;
  const region =
    first === "clientId" ? " For mainland China also set dingtalk:endpoint to https://api.dingtalk.com." : "";
  return new MissingConfigurationError(
    `Missing configuration: ${keys.map(bothSpellings).join(" and ")}.${why}${how}${region}`,
  );
}
