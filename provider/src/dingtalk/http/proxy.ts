import { isLoopback } from "./loopback";
import { TransportError } from "./transport";

/** The proxy that a request goes through. */
export interface Proxy {
  /** With the user and password, if it has any: not to be shown. */
  readonly url: URL;
  /** `host:port`, to be shown. */
  readonly name: string;
}

const variables = [
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "http_proxy",
  "HTTP_PROXY",
] as const;

/**
 * The proxy that the environment asks for: `HTTPS_PROXY`, else `ALL_PROXY`, else `HTTP_PROXY`, unless `NO_PROXY`
 * names the host. This machine itself is always spoken to directly.
 */
export async function proxyFor(url: URL): Promise<Proxy | undefined> {
  const given = variables.map((name) => process.env[name]).find((value) => value);
  if (!given || isLoopback(url.hostname)) return undefined;
  const { getProxyForUrl } = await import("proxy-from-env");
  // Asked as http it looks at HTTP_PROXY; the port is said, since NO_PROXY may name it.
  const asHttp = `http://${url.hostname}:${url.port === "" ? "443" : url.port}`;
  const chosen = getProxyForUrl(url.href) || getProxyForUrl(asHttp);
  if (chosen === "") return undefined;
  return parseProxy(given.includes("://") ? chosen : chosen.replace(/^https?:\/\//, "http://"));
}

function parseProxy(text: string): Proxy {
  // The text may hold a password, so the error does not show it.
  if (!URL.canParse(text)) throw unusable("the proxy of the environment is not an address");
  const url = new URL(text);
  const { protocol, hostname, port } = url;
  const name = `${hostname}:${port === "" ? (protocol === "https:" ? "443" : "80") : port}`;
  if (protocol !== "http:" && protocol !== "https:")
    throw unusable(`the proxy ${name} is ${protocol}//, and only http:// and https:// proxies can be used`);
  return { url, name };
}

const unusable = (message: string) =>
  new TransportError(
    "proxy.refused",
    message,
    "Check HTTPS_PROXY: it must be like http://proxy.example.com:8080.",
  );
