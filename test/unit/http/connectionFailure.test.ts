import {
  connectionFailure,
  type ConnectionFailure,
} from "../../../provider/src/dingtalk/http/connectionFailure";
import type { TransportCode } from "../../../provider/src/dingtalk/http/transport";

const before: ConnectionFailure = {
  host: "api.example.com",
  code: "",
  opened: false,
  timedOut: false,
  elapsedMs: 1_234,
};
const after: ConnectionFailure = { ...before, opened: true };
const proxied: ConnectionFailure = { ...before, proxy: "proxy.example.com:8080" };

/** What both sides of "the connection was open" say of one code. */
const broke = (code: string) => `The connection broke after 1.2 s, before the whole answer arrived (${code})`;
const none = (why: string) => `No connection to api.example.com (${why})`;

test.each<[ConnectionFailure, TransportCode, string]>([
  // The same code means another thing before the connection is open and after.
  ...["ETIMEDOUT", "ECONNRESET", "EPROTO", "EPIPE", "ENETUNREACH", "EHOSTUNREACH", "SOMETHING_NEW"].flatMap(
    (code): [ConnectionFailure, TransportCode, string][] => [
      [{ ...before, code }, "not.connected", none(code)],
      [{ ...after, code }, "connection.reset", broke(code)],
    ],
  ),
  [after, "connection.reset", "The connection broke after 1.2 s, before the whole answer arrived"],
  [{ ...before, timedOut: true, step: "connect" }, "not.connected", none("connect took too long, 1.2 s")],
  [{ ...before, timedOut: true }, "not.connected", none("connecting took too long, 1.2 s")],
  [{ ...after, timedOut: true, elapsedMs: 10_020 }, "no.answer", "No answer after 10.0 s"],
  ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_CERT_ALTNAME_INVALID", "CERT_NOT_YET_VALID"].flatMap(
    (code): [ConnectionFailure, TransportCode, string][] => [
      [
        { ...before, code },
        "certificate.refused",
        `The certificate of api.example.com is not accepted (${code})`,
      ],
      [{ ...after, code }, "connection.reset", broke(code)],
    ],
  ),
  [
    { ...before, code: "ERR_INVALID_CHAR" },
    "header.refused",
    "The access token contains characters that cannot be sent (ERR_INVALID_CHAR), so the request was not sent",
  ],
  [
    { ...proxied, code: "ECONNREFUSED" },
    "not.connected",
    "No connection to api.example.com through the proxy proxy.example.com:8080 (ECONNREFUSED)",
  ],
  [
    { ...proxied, proxyStatus: 407 },
    "proxy.refused",
    "The proxy proxy.example.com:8080 does not accept this user and password (status 407), so the request was not sent",
  ],
  [
    { ...proxied, proxyStatus: 403 },
    "proxy.refused",
    "The proxy proxy.example.com:8080 does not connect to api.example.com (status 403), so the request was not sent",
  ],
  [
    { ...proxied, proxyStatus: 502 },
    "not.connected",
    "No connection to api.example.com through the proxy proxy.example.com:8080 (status 502)",
  ],
  [{ ...proxied, opened: true, code: "ECONNRESET" }, "connection.reset", broke("ECONNRESET")],
])("%j is %s", (failure, code, message) => {
  expect(connectionFailure(failure)).toMatchObject({ code, message });
});

test("no connection to one of DingTalk's own hosts names the other region's", () => {
  const adviceFor = (host: string, proxy?: string) =>
    connectionFailure({ ...before, host, proxy, code: "ENOTFOUND" }).advice;
  expect(adviceFor("api.dingtalk.io")).toBe(
    "Check the network and dingtalk:endpoint (DINGTALK_ENDPOINT; the other region's host is api.dingtalk.com), then run again.",
  );
  expect(adviceFor("oapi.dingtalk.com")).toContain("oapi.dingtalk.io");
  expect(adviceFor("api.dingtalk.com", "p:1")).toMatch(
    /^Check the network, HTTPS_PROXY, NO_PROXY and dingtalk:endpoint .*api\.dingtalk\.io/,
  );
  expect(adviceFor("api.example.com")).toBeUndefined();
});
