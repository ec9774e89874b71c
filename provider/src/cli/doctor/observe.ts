import { findRow } from "../../dingtalk/errors/findRow";
import type { Operation } from "../../dingtalk/wire/operation";
import { schemas } from "../../dingtalk/wire/schemas";
import type { Exchange, Exchanges } from "./exchanges";
import { shareableCode } from "./finding";
import { formOfTime, isSorted } from "./times";

type Json = Readonly<Record<string, unknown>>;

/** What the doctor has asked for, so that answers can be read. */
export interface Asking {
  /** The name of the space it made. */
  readonly name?: string | undefined;
  /** Its id. */
  readonly spaceId?: string | undefined;
  /** An id that no space has. */
  readonly unknownId: string;
}

const fields = Object.keys(schemas.space.shape);

/**
 * What answers show of each thing that is assumed, in the words of the table; an aspect that none has shown is left
 * out. Every word is this package's own: no name, id or text of DingTalk's is in it.
 */
export function observe(exchanges: Exchanges, asking: Asking): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const see = (aspect: string, word: string | undefined) => word !== undefined && seen.set(aspect, word);
  const first = (purpose: string) => exchanges.of(purpose)[0];
  const added = good(exchanges.of("add"))?.body;
  const listed = itemsOf(good(exchanges.of("list")));
  const space = record(added) ?? listed[0];
  if (space) {
    see("space.fields", fieldsOf(space));
    see("space.id", kindOf(space["spaceId"]));
    see("space.sizes", kindOf(space["usedQuota"]));
    see("space.times", typeof space["createTime"] === "string" ? formOfTime(space["createTime"]) : undefined);
  }
  see("list.mostResults", mostResults(first("list")));
  see("list.order", isSorted(listed.map((one) => one["createTime"])));
  see("list.allStaffFolder", knownFolder(listed));
  see("list.pages", pagesOf(first("small list")));
  see("list.pageToken", acceptance("list", first("next page"), "taken"));
  see("list.end", endOf(exchanges));
  see("list.newSpace", shown(good(exchanges.of("query")), asking.spaceId, "at once", "late"));
  see("list.deletedSpace", shown(first("query after delete"), asking.spaceId, "late", "at once"));
  const spaceName = record(added)?.["spaceName"];
  if (typeof spaceName === "string") see("add.name", spaceName === asking.name ? "kept" : "changed");
  const query = first("query");
  see("query.unknownId", acceptance("query", query, shown(query, asking.unknownId, "shown", "left out")));
  see("delete.again", acceptance("delete", first("second delete"), "ok"));
  const token = record(good(exchanges.of("token"))?.body);
  if (token) see("token.expires", kindOf(token["expires_in"] ?? token["expireIn"]));
  see("token.wrongIds", acceptance("token", first("token of nobody"), undefined));
  see("token.again", sameTokens(exchanges.of("token")));
  seeErrors(exchanges.all, see);
  const quota = record(partitionsOf(good(exchanges.of("storage")))[0]?.["quota"]);
  if (quota) see("storage.max", "max" in quota ? "there" : "missing");
  const user = record(record(good(exchanges.of("user"))?.body)?.["result"]);
  if (user) see("user.name", "name" in user ? "there" : "missing");
  return seen;
}

const record = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const list = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map(record).filter((one) => one !== undefined) : [];
const itemsOf = (exchange: Exchange | undefined) => list(record(exchange?.body)?.["spaces"]);
const partitionsOf = (exchange: Exchange | undefined) =>
  list(record(record(exchange?.body)?.["org"])?.["partitions"]);
const kindOf = (value: unknown) => (value === undefined || value === null ? undefined : typeof value);
const isGood = ({ status, body }: Exchange) => status >= 200 && status < 300 && codeOf(body) === undefined;
const good = (exchanges: readonly Exchange[]) => exchanges.find(isGood);

function codeOf(body: unknown): string | undefined {
  const { code, Code, errcode } = record(body) ?? {};
  const said = code ?? Code ?? (errcode === 0 ? undefined : errcode);
  return typeof said === "string" || typeof said === "number" ? String(said) : undefined;
}

function fieldsOf(space: Json): string {
  const known = Object.keys(space).filter((key) => fields.includes(key));
  const more = Object.keys(space).length - known.length;
  const nulls = known.some((key) => space[key] === null) ? "some are null" : "none is null";
  return `${known.sort().join(" ")}${more === 0 ? "" : ` and ${more} more`} (${nulls})`;
}

/** What an answer says to something that may be taken or refused; `undefined` if it was not answered for that. */
function acceptance(
  operation: Operation,
  exchange: Exchange | undefined,
  accepted: string | undefined,
): string | undefined {
  if (!exchange) return undefined;
  if (isGood(exchange)) return accepted;
  const code = codeOf(exchange.body);
  if (code === undefined || code.startsWith("Forbidden.")) return undefined;
  const { kind } = findRow({ operation, code, status: exchange.status, speaker: "dingtalk" });
  const isAnswer = kind === "refused" || kind === "notFound" || code === "unknownError";
  return isAnswer ? shareableCode(code) : undefined;
}

function mostResults(exchange: Exchange | undefined): string | undefined {
  const asked = exchange?.request.url.searchParams.get("maxResults") ?? undefined;
  const word = acceptance("list", exchange, asked);
  return word === "param.error.maxresults" ? "less" : word === asked ? word : undefined;
}

const tokenIn = (exchange: Exchange): string | undefined => {
  const token = record(exchange.body)?.["nextToken"];
  return typeof token === "string" && token !== "" ? token : undefined;
};

function pagesOf(exchange: Exchange | undefined): string | undefined {
  if (!exchange || !isGood(exchange)) return undefined;
  const isFull = String(itemsOf(exchange).length) === exchange.request.url.searchParams.get("maxResults");
  if (isFull) return "full";
  return tokenIn(exchange) === undefined ? undefined : "short";
}

function endOf({ all }: Exchanges): string | undefined {
  const last = all.find((one) => isGood(one) && "spaces" in (record(one.body) ?? {}) && isLastPage(one));
  if (!last) return undefined;
  const token = record(last.body)?.["nextToken"];
  return token === undefined ? "absent" : token === null ? "null" : "empty";
}

const isLastPage = (exchange: Exchange) =>
  exchange.request.method === "GET" && tokenIn(exchange) === undefined;

function shown(
  exchange: Exchange | undefined,
  spaceId: string | undefined,
  there: string,
  notThere: string,
): string | undefined {
  if (!exchange || !isGood(exchange) || spaceId === undefined) return undefined;
  return itemsOf(exchange).some((one) => String(one["spaceId"]) === spaceId) ? there : notThere;
}

/** The names that the all-staff folder is known under; any other is the organization's own, and no word of ours. */
function knownFolder(spaces: readonly Json[]): string | undefined {
  const names = spaces.map(({ spaceName }) => spaceName);
  return ["All-Staff Folder", "全员文件夹"].find((name) => names.includes(name));
}

function sameTokens(exchanges: readonly Exchange[]): string | undefined {
  const tokens = exchanges.filter(isGood).map(({ body }) => {
    const { access_token, accessToken } = record(body) ?? {};
    return access_token ?? accessToken;
  });
  const [one, other] = tokens;
  return one === undefined || other === undefined ? undefined : one === other ? "the same" : "another";
}

function seeErrors(all: readonly Exchange[], see: (aspect: string, word: string | undefined) => unknown) {
  const refused = all.filter(({ body }) => codeOf(body) !== undefined);
  const body = (exchange: Exchange) => record(exchange.body) ?? {};
  const modern = refused.find((one) => "code" in body(one) || "Code" in body(one));
  if (modern) see("error.keys", "code" in body(modern) ? "code" : "Code");
  // The status of this code is documented, and is the same for every call.
  const param = refused.find((one) => codeOf(one.body) === "param.error");
  if (param) see("error.status", String(param.status));
  const old = refused.find((one) => inEnvelopes.has(String(body(one)["sub_code"] ?? body(one)["errcode"])));
  if (!old) return;
  const inner = body(old)["sub_code"];
  see("user.error", inner === undefined ? "bare" : `88, ${typeof inner === "number" ? "number" : "text"}`);
}

/** Errors of the old API that come in an envelope: token, permission, IP list, throttling. */
const inEnvelopes = new Set(["40014", "60011", "60020", "90002", "90018"]);
