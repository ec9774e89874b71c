import * as z from "zod/mini";

/** DingTalk's names stand here and nowhere else in `dingtalk/`; everything after this is typed. */

/** Text that says something. */
const text = z.string().check(z.minLength(1));
/** An id: some of DingTalk's calls send it as a number, and one that is still exact is kept as text. */
const id = z.union([text, z.pipe(z.int().check(z.nonnegative()), z.transform(String))]);
/** A size in bytes, or -1: some send it as text of digits. */
const size = z.union([z.number(), z.pipe(z.string().check(z.regex(/^-?\d+$/)), z.transform(Number))]);
/** Seconds, as a number or as text of digits. */
const seconds = z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))]);
/** What DingTalk may leave out. `null`, nothing, and what is of another type than expected say as little. */
const maybe = <T extends z.core.$ZodType>(schema: T) => z.catch(z.optional(schema), undefined);
/** The same for the token of the next page: `""` is the end, as its absence is. */
const nextToken = z.optional(z.nullable(z.string()));

/**
 * A space as `new-space`, `queries-a-space-list` and the management query give it. Only its id is sure to be there:
 * what else is missing is `undefined`.
 */
const space = z.object({
  spaceId: id,
  spaceName: maybe(z.string()),
  spaceType: maybe(z.string()),
  quota: maybe(size),
  usedQuota: maybe(size),
  permissionMode: maybe(z.string()),
  createTime: maybe(z.string()),
  modifyTime: maybe(z.string()),
});

const storageQuota = z.object({
  used: maybe(size),
  max: maybe(size),
  reserved: maybe(size),
  type: maybe(z.string()),
});

export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export const schemas = {
  unifiedToken: z.pipe(
    z.object({ access_token: text, expires_in: seconds }),
    z.transform(({ access_token, expires_in }): Token => ({ value: access_token, expiresIn: expires_in })),
  ),
  token: z.pipe(
    z.object({ accessToken: text, expireIn: seconds }),
    z.transform(({ accessToken, expireIn }): Token => ({ value: accessToken, expiresIn: expireIn })),
  ),
  space,
  spaceId: z.object({ spaceId: id }),
  spaces: z.object({ spaces: z.array(space) }),
  spacePage: z.object({ spaces: z.array(space), nextToken }),
  /** A delete's answer is empty. Anything that says more is not known to be DingTalk's "done". */
  deleted: z.union([z.undefined(), z.null(), z.literal(true), z.strictObject({})]),
  storage: z.object({
    org: z.object({
      corpId: maybe(z.string()),
      partitions: maybe(z.array(z.object({ partitionType: maybe(z.string()), quota: maybe(storageQuota) }))),
    }),
  }),
  entries: z.object({
    dentries: z.array(z.object({ name: maybe(z.string()), type: maybe(z.string()) })),
    nextToken,
  }),
  /** `unionid` is missing if the app may not see it, and `name` too. */
  user: z.object({
    result: z.object({ userid: maybe(text), unionid: maybe(text), name: maybe(text) }),
  }),
};

/** The eight fields of a space, as DingTalk sent them. */
export type Space = z.output<typeof space>;
/** An entry of a list has the same fields, and may miss as many. */
export type ListedSpace = Space;
export type WireStorage = z.output<typeof schemas.storage>;

/** `data` in the schema's shape, or `undefined`. */
export function read<T extends z.core.$ZodType>(schema: T, data: unknown): z.output<T> | undefined {
  const result = z.safeParse(schema, data);
  return result.success ? result.data : undefined;
}

export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
}

/** An error body of the new API or of the old one; keys are read without regard to case. */
export function readError(data: unknown): WireError | undefined {
  const body = lowerKeys(data);
  if (!body) return undefined;
  const requestId = [body["requestid"], body["request_id"]].find((one) => typeof one === "string");
  const { code, message, errcode, errmsg } = body;
  if (typeof code === "string" && code !== "") {
    const scopes = lowerKeys(body["accessdenieddetail"])?.["requiredscopes"];
    return {
      code,
      message: saidOr(message, "DingTalk gives no message"),
      requestId,
      requiredScopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : undefined,
    };
  }
  const outer = codeOf(errcode);
  if (outer === undefined || outer === "0") return undefined;
  // 88 is an envelope: what is wrong is written inside.
  const inner = outer === "88" ? codeOf(body["sub_code"]) : undefined;
  const said = saidOr(errmsg, "DingTalk gives no message");
  return inner === undefined
    ? { code: outer, message: said, requestId }
    : { code: inner, message: saidOr(body["sub_msg"], said), requestId };
}

/** A code of the old API, which comes as a number or as text. */
function codeOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

const saidOr = (value: unknown, otherwise: string) =>
  typeof value === "string" && value !== "" ? value : otherwise;

/** The gateway's notice that this IP address is blocked: `{"status":1111,"wait":5,...}`. */
export function isBlockNotice(data: unknown): boolean {
  return String(lowerKeys(data)?.["status"]) === "1111";
}

function lowerKeys(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key.toLowerCase(), value as unknown]),
  );
}
