import type { CredentialKey, Credentials } from "./credentials";
import type { DingTalkError } from "../errors/dingTalkError";
import { areIdsInDoubt, isCredentialsRefused, isSuiteRefused } from "../errors/guards";
import { otherRegion } from "../http/regions";

const variables: Readonly<Record<CredentialKey, string>> = {
  clientId: "DINGTALK_CLIENT_ID",
  clientSecret: "DINGTALK_CLIENT_SECRET",
  corpId: "DINGTALK_CORP_ID",
  suiteTicket: "DINGTALK_SUITE_TICKET",
  accessToken: "DINGTALK_ACCESS_TOKEN",
};

/**
 * What to do about credentials that DingTalk does not take: which values were used, where each comes from and
 * whom they were sent to. `undefined` if the error is not about credentials.
 */
export function credentialAdvice(
  error: DingTalkError,
  credentials: Credentials,
  { hostname }: URL,
): string | undefined {
  if ("accessToken" in credentials) {
    if (error.kind !== "token") return undefined;
    const name = nameOf("accessToken", credentials);
    return `Set a fresh ${name}: this one has expired, or is not of this organization's app.${storedWay(["accessToken"], credentials)}`;
  }
  const keys = keysInDoubt(error, credentials);
  if (!keys) return undefined;
  const names = listed(keys.map((key) => nameOf(key, credentials)));
  const olderApp = credentials.corpId === undefined ? " Some older apps need dingtalk:corpId too." : "";
  return `Check ${names}.${olderApp}${wayOfRegion(hostname)}${storedWay(keys, credentials)}`;
}

function keysInDoubt(
  error: DingTalkError,
  { corpId }: { readonly corpId?: string | undefined },
): readonly CredentialKey[] | undefined {
  const organization: CredentialKey[] = corpId === undefined ? [] : ["corpId"];
  if (isSuiteRefused(error)) return ["clientId", "suiteTicket", ...organization];
  if (areIdsInDoubt(error)) return ["clientId", ...organization];
  if (error.kind === "token" || isCredentialsRefused(error))
    return ["clientId", "clientSecret", ...organization];
  return undefined;
}

function nameOf(key: CredentialKey, { sources }: Credentials): string {
  switch (sources?.of[key]) {
    case "environment":
      return `${key} (${variables[key]})`;
    case "provider":
      return `${key} (of the provider '${sources.provider ?? ""}')`;
    case "state":
      return sources.provider === undefined
        ? `${key} (dingtalk:${key} in the state)`
        : `${key} (of the provider '${sources.provider}' in the state)`;
    case "stack":
      return `${key} (dingtalk:${key})`;
    case undefined:
      return `dingtalk:${key} (${variables[key]})`;
  }
}

function wayOfRegion(host: string): string {
  const other = otherRegion(host);
  return other === undefined
    ? ` They were sent to ${host} (dingtalk:endpoint).`
    : ` They were sent to ${host}: if the app is of the other region, set dingtalk:endpoint (DINGTALK_ENDPOINT) to https://${other}.`;
}

/** `refresh` and `destroy` go by what was saved last. */
function storedWay(keys: readonly CredentialKey[], { sources }: Credentials): string {
  const from = new Set(keys.map((key) => sources?.of[key]));
  if (from.has("state"))
    return " The state has what the last `pulumi up` saved: set the right value, then run `pulumi up` without --refresh. More: docs/secrets.md.";
  return from.has("stack") || from.has("provider")
    ? " Then run `pulumi up` without --refresh: refresh and destroy use what the last `pulumi up` saved."
    : "";
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
