import { otherRegion } from "./regions";
import { TransportError } from "./transport";

/** What is known of a request that got no answer. */
export interface ConnectionFailure {
  readonly host: string;
  /** Node's code. */
  readonly code: string;
  /** Whether the connection, encrypted if it has to be, was open: only then can anything have been sent. */
  readonly opened: boolean;
  /** Whether it was given up by a timer, and which step of connecting took too long. */
  readonly timedOut: boolean;
  readonly step?: string | undefined;
  /** Milliseconds. */
  readonly elapsedMs: number;
  /** `host:port` */
  readonly proxy?: string | undefined;
  /** How the proxy answered who asked it to connect, if it did not say yes. */
  readonly proxyStatus?: number | undefined;
}

const headerCodes = new Set(["ERR_INVALID_CHAR", "ERR_HTTP_INVALID_HEADER_VALUE"]);

/** The names that OpenSSL and Node give to certificates they do not accept. */
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_(ISSUER|CRL)|HOSTNAME_MISMATCH/;

/**
 * Why there is no answer. What broke before the connection was open was never sent, whatever it is called; what
 * broke after that may have been.
 */
export function connectionFailure(failure: ConnectionFailure): TransportError {
  const { host, code, opened, timedOut, step, elapsedMs, proxy, proxyStatus } = failure;
  const took = `${(elapsedMs / 1_000).toFixed(1)} s`;
  if (proxy !== undefined && proxyStatus !== undefined) return proxyFailure(host, proxy, proxyStatus);
  if (opened) {
    return timedOut
      ? new TransportError("no.answer", `No answer after ${took}`)
      : new TransportError(
          "connection.reset",
          `The connection broke after ${took}, before the whole answer arrived${code && ` (${code})`}`,
        );
  }
  if (headerCodes.has(code))
    return new TransportError(
      "header.refused",
      `The access token contains characters that cannot be sent (${code}), so the request was not sent`,
    );
  if (certificateCode.test(code))
    return new TransportError("certificate.refused", `The certificate of ${host} is not accepted (${code})`);
  const way = proxy === undefined ? "" : ` through the proxy ${proxy}`;
  const why = timedOut ? `${step ?? "connecting"} took too long, ${took}` : code;
  return new TransportError(
    "not.connected",
    `No connection to ${host}${way} (${why})`,
    adviceFor(host, proxy),
  );
}

function proxyFailure(host: string, proxy: string, status: number): TransportError {
  if (status === 407)
    return new TransportError(
      "proxy.refused",
      `The proxy ${proxy} does not accept this user and password (status 407), so the request was not sent`,
    );
  if (status < 500)
    return new TransportError(
      "proxy.refused",
      `The proxy ${proxy} does not connect to ${host} (status ${status}), so the request was not sent`,
    );
  return new TransportError(
    "not.connected",
    `No connection to ${host} through the proxy ${proxy} (status ${status})`,
    adviceFor(host, proxy),
  );
}

function adviceFor(host: string, proxy: string | undefined): string | undefined {
  const other = otherRegion(host);
  if (proxy === undefined && other === undefined) return undefined;
  const variables = proxy === undefined ? "" : ", HTTPS_PROXY, NO_PROXY";
  const region = other === undefined ? "" : `; the other region's host is ${other}`;
  return `Check the network${variables} and dingtalk:endpoint (DINGTALK_ENDPOINT${region}), then run again.`;
}
