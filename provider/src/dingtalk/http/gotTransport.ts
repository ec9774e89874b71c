import type { Agent as HttpAgent, ClientRequest } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { AgentPool } from "./agents";
import { connectionFailure } from "./connectionFailure";
import { patientTimer } from "./patientTimer";
import { proxyFor } from "./proxy";
import { CONNECT_MS } from "./timings";
import type { HttpAnswer, HttpRequest, Transport } from "./transport";

/**
 * HTTP by got, loaded when the first request is made: it is an ES module, and a run that makes no call
 * should not pay for it. It repeats nothing and follows nothing: both are decided by what the answer means.
 */
export function gotTransport(): Transport {
  const agents = new AgentPool();
  return (request) => send(request, agents);
}

async function send(
  { method, url, headers, json, timeoutMs, fresh = false }: HttpRequest,
  agents: AgentPool,
): Promise<HttpAnswer> {
  const proxy = await proxyFor(url);
  const [{ default: got }, agent] = await Promise.all([import("got"), agents.agentsFor(proxy, fresh)]);
  const connection = new ConnectionWatch();
  const startedAt = performance.now();
  const late = new AbortController();
  const cancel = patientTimer(timeoutMs, () => late.abort());
  const connectMs = Math.min(CONNECT_MS, timeoutMs);
  let cause: unknown;
  try {
    const response = await got(url, {
      method,
      headers: { "user-agent": "pulumi-dingtalk", ...headers },
      ...(json === undefined ? {} : { json }),
      agent: agent as { http: HttpAgent; https: HttpsAgent },
      signal: late.signal,
      timeout: { lookup: connectMs, connect: connectMs, secureConnect: connectMs },
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      responseType: "text",
    }).on("request", (sent: ClientRequest) => connection.watch(sent));
    // What answers in place of a proxy's tunnel is the proxy.
    if (connection.proxyStatus === undefined) {
      return {
        status: response.statusCode,
        requestId: first(response.headers["x-acs-request-id"]),
        date: response.headers.date,
        text: response.body,
      };
    }
  } catch (error) {
    cause = error;
  } finally {
    cancel();
  }
  // The code and nothing else: got's error holds the request, and with it the token.
  const { code, event } = (cause ?? {}) as { code?: unknown; event?: unknown };
  const step = typeof event === "string" ? event : undefined;
  throw connectionFailure({
    host: url.hostname,
    code: typeof code === "string" ? code : "",
    opened: connection.opened,
    timedOut: late.signal.aborted || step !== undefined,
    step,
    elapsedMs: performance.now() - startedAt,
    proxy: proxy?.name,
    proxyStatus: connection.proxyStatus,
  });
}

const first = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Sees how far a request's connection gets. */
class ConnectionWatch {
  #opened = false;
  #proxyStatus: number | undefined;

  /** Whether a byte of the request can have left. */
  get opened(): boolean {
    return this.#opened;
  }

  /** What the proxy said instead of "connected". */
  get proxyStatus(): number | undefined {
    return this.#proxyStatus;
  }

  watch(request: ClientRequest): void {
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) this.#proxyStatus = statusCode;
    });
    request.once("socket", (socket: Socket & { secureConnecting?: boolean }) => {
      const open = () => (this.#opened = true);
      if (socket.secureConnecting === true) socket.once("secureConnect", open);
      else if (socket.connecting) socket.once("connect", open);
      else open();
    });
  }
}
