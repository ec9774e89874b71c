import * as z from "zod/mini";

/** DingTalk's names stand here and nowhere else in `dingtalk/`; everything after this is typed. */

/** A space as `new-space`, `queries-a-space-list` and the management query give it. */
const space = z.object({
  spaceId: z.string(),
  spaceName: z.string(),
  spaceType: z.string(),
  quota: z.number(),
  usedQuota: z.number(),
  permissionMode: z.string(),
  createTime: z.string(),
  modifyTime: z.string(),
});

/** What is needed to recognise a space; an entry of a list may miss the rest as long as nobody asks for it. */
const listedSpace = z.looseObject({ spaceId: z.string(), spaceName: z.string() });

const storageQuota = z.object({
  used: z.number(),
  max: z.number(),
  reserved: z.optional(z.nullable(z.union([z.number(), z.literal("")]))),
  type: z.string(),
});

export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export const schemas = {
  unifiedToken: z.pipe(
    z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() }),
    z.transform(({ access_token, expires_in }): Token => ({ value: access_token, expiresIn: expires_in })),
  ),
  token: z.pipe(
    z.object({ accessToken: z.string().check(z.minLength(1)), expireIn: z.number() }),
    z.transform(({ accessToken, expireIn }): Token => ({ value: accessToken, expiresIn: expireIn })),
  ),
  space,
  spaceId: z.looseObject({ spaceId: z.string().check(z.minLength(1)) }),
  spaces: z.object({ spaces: z.array(listedSpace) }),
  spacePage: z.object({ spaces: z.array(listedSpace), nextToken: z.optional(z.nullable(z.string())) }),
  nothing: z.unknown(),
  storage: z.object({
    org: z.object({
      corpId: z.string(),
      partitions: z.array(z.object({ partitionType: z.string(), quota: storageQuota })),
    }),
  }),
  entries: z.object({
    dentries: z.array(z.looseObject({ name: z.optional(z.string()), type: z.optional(z.string()) })),
    nextToken: z.optional(z.nullable(z.string())),
  }),
  user: z.object({ result: z.object({ userid: z.string(), unionid: z.string(), name: z.string() }) }),
};

/** The eight fields of a space, as DingTalk sent them. */
export type Space = z.output<typeof space>;
export type ListedSpace = z.output<typeof listedSpace>;
export type WireStorage = z.output<typeof schemas.storage>;

/** The whole space, or `undefined` where a field is missing. */
export function wholeSpace(listed: ListedSpace): Space | undefined {
  return z.safeParse(space, listed).data;
}

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
  const requestId = [body["requestid"], body["request_id"]].find((id) => typeof id === "string");
  const { code, message, errcode, errmsg } = body;
  if (typeof code === "string" && code !== "") {
    const scopes = lowerKeys(body["accessdenieddetail"])?.["requiredscopes"];
    return {
      code,
      message: typeof message === "string" && message !== "" ? message : "DingTalk gives no message",
      requestId,
      requiredScopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : undefined,
    };
  }
  if (typeof errcode === "number" && errcode !== 0) {
    return { code: String(errcode), message: typeof errmsg === "string" ? errmsg : "", requestId };
  }
  return undefined;
}

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
