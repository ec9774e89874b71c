import type * as z from "zod/mini";
import type { HttpRequest } from "./transport";

/** A call of DingTalk's, as the rooms above describe it. */
export interface Call<T extends z.core.$ZodType> {
  readonly method: HttpRequest["method"];
  /** As the record of the run shows it, ids replaced by their name: `/v1.0/drive/spaces/{spaceId}`. */
  readonly path: string;
  /** What stands in for `{…}` in the path. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly schema: T;
  /** A call of the old API, which takes its token in the query. */
  readonly legacy?: boolean;
}

/** Where the new API and the old one are. */
export interface Endpoints {
  readonly endpoint: URL;
  readonly legacyEndpoint: URL;
}

/** A call as it is sent. An endpoint's own path is kept. */
export function toHttpRequest(
  { method, path, ids = {}, query = {}, json, legacy = false }: Call<z.core.$ZodType>,
  { endpoint, legacyEndpoint }: Endpoints,
  token: string | undefined,
  timeoutMs: number,
): HttpRequest {
  const base = legacy ? legacyEndpoint : endpoint;
  const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(ids[id] ?? ""));
  const url = new URL(base.pathname.replace(/\/$/, "") + filled, base);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  if (legacy && token !== undefined) url.searchParams.set("access_token", token);
  const headers = legacy || token === undefined ? {} : { "x-acs-dingtalk-access-token": token };
  return { method, url, headers, json, timeoutMs };
}
