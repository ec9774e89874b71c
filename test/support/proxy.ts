import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export interface ProxyOptions {
  /** `user:password`, without which it answers 407. @default none is asked for */
  credentials?: string;
  /** The status that every CONNECT is refused with. @default none is refused */
  refuseWith?: number;
  /** Breaks the connection after so many bytes from the client to the target. @default never */
  breakAfterBytes?: number;
  /** Where a target is found in truth, so that names need not resolve. @default where it says */
  lead?: (target: string) => { readonly host: string; readonly port: number };
}

export interface ForwardProxy extends AsyncDisposable {
  /** With the credentials, if it wants any: for `HTTPS_PROXY`. */
  readonly url: string;
  readonly port: number;
  /** What each CONNECT, and each plain request, asked for: `host:port`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a forward proxy on 127.0.0.1, as company networks have them.
 *
 * @example
 * const proxy = await startProxy({ credentials: "me:secret", lead: () => ({ host: "127.0.0.1", port: emulator.port }) });
 * process.env.HTTPS_PROXY = proxy.url;
 */
export async function startProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const { credentials, refuseWith, breakAfterBytes, lead = addressOf } = options;
  const asked: string[] = [];
  const open = new Set<Socket>();

  const admits = ({ headers }: IncomingMessage): boolean =>
    credentials === undefined ||
    headers["proxy-authorization"] === `Basic ${Buffer.from(credentials).toString("base64")}`;

  const server = createServer((from: IncomingMessage, answer: ServerResponse) => {
    const url = new URL(from.url ?? "");
    const target = `${url.hostname}:${url.port === "" ? "80" : url.port}`;
    asked.push(target);
    if (!admits(from)) {
      answer.writeHead(407, { "proxy-authenticate": "Basic" }).end();
      return;
    }
    const { host, port } = lead(target);
    const onward = request(
      { host, port, path: `${url.pathname}${url.search}`, method: from.method, headers: from.headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    from.pipe(onward);
  });

  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
  });

  server.on("connect", (from: IncomingMessage, client: Socket) => {
    const target = from.url ?? "";
    asked.push(target);
    const refused = admits(from) ? refuseWith : 407;
    if (refused !== undefined) {
      client.end(`HTTP/1.1 ${refused} Refused\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(lead(target));
    open.add(upstream);
    upstream.on("close", () => {
      open.delete(upstream);
      client.destroy();
    });
    client.on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    upstream.on("connect", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      let passed = 0;
      if (breakAfterBytes !== undefined) {
        client.on("data", (bytes: Buffer) => {
          passed += bytes.length;
          if (passed > breakAfterBytes) client.resetAndDestroy();
        });
      }
      client.pipe(upstream).pipe(client);
    });
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const user = credentials === undefined ? "" : `${credentials}@`;
  return { url: `http://${user}127.0.0.1:${port}`, port, asked, close, [Symbol.asyncDispose]: close };
}

function addressOf(target: string): { host: string; port: number } {
  const { hostname, port } = new URL(`http://${target}`);
  return { host: hostname, port: port === "" ? 80 : Number(port) };
}
