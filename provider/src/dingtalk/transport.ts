export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly text: string;
}

/** Why there is no answer: what the request may have done in spite of it follows from this alone. */
export type TransportCode = "no.answer" | "connection.reset" | "not.connected" | "certificate.refused";

export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(
    readonly code: TransportCode,
    message: string,
  ) {
    super(message);
  }
}

export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

/** Errors of Node's that come before a byte of the request has left. */
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
]);
const phasesBeforeSending = new Set(["lookup", "connect", "secureConnect"]);

/**
 * HTTP by got, loaded when the first request is made: it is an ES module, and a run that makes no call
 * should not pay for it. It repeats nothing and follows nothing: both are decided by what the answer means.
 */
export function gotTransport(): Transport {
  const load = async () => {
    const [{ default: got }, http, https] = await Promise.all([
      import("got"),
      import("node:http"),
      import("node:https"),
    ]);
    return {
      got,
      agent: { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) },
    };
  };
  let loaded: ReturnType<typeof load> | undefined;

  return async ({ method, url, headers, json, timeoutMs }) => {
    loaded ??= load();
    const { got, agent } = await loaded;
    const connect = Math.min(5_000, timeoutMs);
    try {
      const response = await got(url, {
        method,
        headers: { "user-agent": "pulumi-dingtalk", ...headers },
        ...(json === undefined ? {} : { json }),
        agent,
        timeout: { lookup: connect, connect, secureConnect: connect, request: timeoutMs },
        retry: { limit: 0 },
        followRedirect: false,
        throwHttpErrors: false,
        responseType: "text",
      });
      const requestId = response.headers["x-acs-request-id"];
      return {
        status: response.statusCode,
        requestId: Array.isArray(requestId) ? requestId[0] : requestId,
        text: response.body,
      };
    } catch (error) {
      throw transportError(error, timeoutMs);
    }
  };
}

/** Takes the code and nothing else: got's error holds the request, and with it the token. */
function transportError(error: unknown, timeoutMs: number): TransportError {
  const { code, event } = error as { code?: unknown; event?: unknown };
  const text = typeof code === "string" ? code : "";
  if (text === "ETIMEDOUT" || text === "ERR_GOT_TIMEOUT") {
    return typeof event === "string" && phasesBeforeSending.has(event)
      ? new TransportError("not.connected", `No connection (${event} took too long)`)
      : new TransportError("no.answer", `No answer within ${Math.round(timeoutMs / 100) / 10} s`);
  }
  if (beforeSending.has(text)) return new TransportError("not.connected", `No connection (${text})`);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(text)) {
    return new TransportError("certificate.refused", `The server's certificate is not accepted (${text})`);
  }
  return new TransportError(
    "connection.reset",
    `The connection broke before the whole answer was there${text && ` (${text})`}`,
  );
}
