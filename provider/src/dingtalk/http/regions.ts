/** DingTalk's two regions, international and mainland China: the API's address and the old API's. An app belongs to one. */
export const regions = [
  { endpoint: "https://api.dingtalk.io", legacyEndpoint: "https://oapi.dingtalk.io" },
  { endpoint: "https://api.dingtalk.com", legacyEndpoint: "https://oapi.dingtalk.com" },
] as const;

/** The same API's host in the other region; `undefined` if this host is not DingTalk's own. */
export function otherRegion(host: string): string | undefined {
  for (const [index, region] of regions.entries()) {
    const other = regions[1 - index];
    if (other && host === hostOf(region.endpoint)) return hostOf(other.endpoint);
    if (other && host === hostOf(region.legacyEndpoint)) return hostOf(other.legacyEndpoint);
  }
  return undefined;
}

const hostOf = (address: string) => new URL(address).hostname;
