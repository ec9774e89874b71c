import { startEmulator, type Emulator, type EmulatorOptions } from "../tools/emulator/src";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` if it is none. */
  readonly json: Record<string, unknown>;
}

export interface Request {
  readonly method?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A plain caller: one request, nothing repeated, nothing hidden. */
export class Caller {
  token: string | undefined;

  constructor(readonly emulator: Emulator) {}

  async send(path: string, request: Request = {}): Promise<Reply> {
    const url = new URL(path, this.emulator.endpoint);
    for (const [key, value] of Object.entries(request.query ?? {})) url.searchParams.set(key, value);
    const token = "token" in request ? request.token : this.token;
    const response = await fetch(url, {
      method: request.method ?? (request.body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { "x-acs-dingtalk-access-token": token }),
        ...request.headers,
      },
      body:
        request.body === undefined
          ? null
          : typeof request.body === "string"
            ? request.body
            : JSON.stringify(request.body),
      signal: request.signal ?? null,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
  }

  async signIn(): Promise<string> {
    const { clientId, clientSecret, corpId } = this.emulator.app;
    const body = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
    const { json } = await this.send(`/v1.0/oauth2/${corpId}/token`, { body, token: undefined });
    this.token = String(json["access_token"]);
    return this.token;
  }

  add(name: unknown, more: Request = {}): Promise<Reply> {
    return this.send("/v1.0/drive/spaces", { body: { name, unionId: this.emulator.unionId }, ...more });
  }

  delete(spaceId: string, more: Request = {}): Promise<Reply> {
    const query = { unionId: this.emulator.unionId };
    return this.send(`/v1.0/drive/spaces/${spaceId}`, { method: "DELETE", query, ...more });
  }

  list(query: Record<string, string> = {}, more: Request = {}): Promise<Reply> {
    const unionId = this.emulator.unionId;
    const all = { unionId, spaceType: "org", maxResults: "50", ...query };
    return this.send("/v1.0/drive/spaces", { query: all, ...more });
  }

  query(spaceIds: unknown, more: Request = {}): Promise<Reply> {
    const body = { spaceIds, unionId: this.emulator.unionId };
    return this.send("/v1.0/drive/managements/spaces/query", { body, ...more });
  }

  storage(more: Request = {}): Promise<Reply> {
    const query = { unionId: this.emulator.unionId };
    return this.send(`/v1.0/storage/orgs/${this.emulator.app.corpId}`, { query, ...more });
  }

  entries(spaceId: string, query: Record<string, string> = {}): Promise<Reply> {
    const all = { parentId: "0", unionId: this.emulator.unionId, maxResults: "50", ...query };
    return this.send(`/v1.0/storage/spaces/${spaceId}/dentries`, { query: all });
  }

  user(body: unknown, token = this.token ?? ""): Promise<Reply> {
    return this.send("/topapi/v2/user/get", { body, query: { access_token: token }, token: undefined });
  }
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Starts an emulator, without the all-staff folder unless asked for, and signs in; both end with the test file. */
export async function signedIn(options: EmulatorOptions = {}): Promise<Caller> {
  const emulator = await startEmulator({ limits: false, allStaffFolder: false, ...options });
  started.push(emulator);
  const caller = new Caller(emulator);
  await caller.signIn();
  return caller;
}

const started: Emulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** The ids or names in an answer. */
export function each(reply: Reply, list: string, field: string): unknown[] {
  return (reply.json[list] as Record<string, unknown>[]).map((item) => item[field]);
}
