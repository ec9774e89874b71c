import { isLoopback } from "../dingtalk/http/loopback";
import { regions } from "../dingtalk/http/regions";
import { bothSpellings, ConfigurationError } from "./configurationKeys";

const [international] = regions;

export interface Endpoints {
  readonly endpoint: URL;
  readonly legacyEndpoint: URL;
}

/**
 * Where the API is, and the old API. The second follows the first: to its region, or, for an address that is not
 * DingTalk's own, to that address.
 *
 * @throws ConfigurationError
 */
export function readEndpoints(endpoint: string | undefined, legacyEndpoint: string | undefined): Endpoints {
  const api = address("endpoint", endpoint ?? international.endpoint);
  const region = regions.find((known) => new URL(known.endpoint).host === api.host);
  const old = address("legacyEndpoint", legacyEndpoint ?? region?.legacyEndpoint ?? api.href);
  const oldRegion = regions.find((known) => new URL(known.legacyEndpoint).host === old.host);
  if (region && oldRegion && region !== oldRegion) {
    throw new ConfigurationError(
      `${bothSpellings("legacyEndpoint")} is ${old.host}, and ${bothSpellings("endpoint")} is ${api.host}: two regions, and an app belongs to one. ` +
        `Remove legacyEndpoint, which follows endpoint.`,
    );
  }
  return { endpoint: api, legacyEndpoint: old };
}

function address(key: keyof Endpoints, text: string): URL {
  const wrong = (what: string) =>
    new ConfigurationError(
      `${bothSpellings(key)} ${what}, not '${withoutPassword(text)}'. Give an address like ${international[key]}.`,
    );
  if (!URL.canParse(text)) throw wrong("must be an address");
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash)
    throw wrong("must be only a host and, if needed, a path");
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw wrong("must use https (http is allowed only for loopback addresses)");
}

const withoutPassword = (text: string) => text.replace(/\/\/[^/@]*@/, "//…@").replace(/[?#].*$/, "…");
