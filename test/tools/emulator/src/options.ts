import type { AppSeed } from "./app";
import type { Call } from "./call";
import { behaviourOfDialects } from "./dialects";
import type { NameChange } from "./faults/changeName";
import type { LimitOptions } from "./limits";
import type { HttpsOptions } from "./secureFront";
import type { PartitionSeed, UserSeed } from "./organization";
import type { Space, SpaceSeed } from "./space";

export type TimeForm = "seconds" | "minutes" | "cst";

export type ListOrder = "oldest" | "newest" | "name" | "scattered";

/** What DingTalk leaves undocumented or an administrator decides; may be changed while it runs. */
export interface Behaviour {
  /** Time to an answer, half of it before the deed. @default 0 */
  latencyMs: number | ((call: Call) => number);
  /** Per-call limits; `false` switches all of them off, the monthly quota too. @default 20 a second, 5,000 a month */
  limits: LimitOptions | false;
  /** Milliseconds by which the emulator's clock runs ahead. @default 0 */
  clockSkewMs: number;
  /** Life of an access token. @default 7200 */
  tokenSeconds: number;
  /** The code for a token that is unknown or has expired. @default "InvalidAuthentication" */
  tokenErrorCode: string;
  /** Times in UTC to the second or to the minute, or as text in China's time. @default "seconds" */
  timeForm: TimeForm;
  /** Which fields of a space are told: all, the three that the SDK requires, or the others as `null`. @default "all" */
  spaceFields: "all" | "sparse" | "null";
  /** How a `spaceId` is told. @default "text" */
  idForm: "text" | "number";
  /** How sizes and quotas are told. @default "number" */
  sizeForm: "number" | "text";
  /** @default "oldest" */
  listOrder: ListOrder;
  /** How a list says that it ends. @default "absent" */
  listEnd: "absent" | "empty";
  /** The largest `maxResults` of a list of spaces. @default 50 */
  mostResults: number;
  /** Pages hold a third of what was asked for. @default false */
  shortPages: boolean;
  /** Whether the first page token of each user is refused once. @default "good" */
  pageTokens: "good" | "refused once";
  /** How long a new space stays out of lists. @default 0 */
  listLagMs: number;
  /** How long queries do not find a new space. @default 0 */
  queryLagMs: number;
  /** How long lists and queries go on showing a deleted space. @default 0 */
  lingerMs: number;
  /** The all-staff folder's name. @default "All-Staff Folder" */
  allStaffName: string;
  /** What is made of a new space's name. @default nothing */
  nameChanges: readonly NameChange[];
  /** What a query does with an id that does not exist: leave it out, or fail with `param.error`. @default "omit" */
  unknownIds: "omit" | "param.error";
  /** Who may query by id. @default everybody */
  managers: readonly string[] | undefined;
  /** What a delete of a space that is gone is answered: 200, or a code. @default "param.error" */
  alreadyGone: "ok" | (string & {});
  /** Whether two spaces may have one name, or with which code the second is refused. @default "allowed" */
  duplicateNames: "allowed" | (string & {});
  /** The administrator has switched off creating shared spaces. @default false */
  addForbidden: boolean;
  /** Names that are answered `name.invalid`. @default names of nothing but blanks */
  invalidName: RegExp | ((name: string) => boolean);
  /** The quota of a new space; -1 is no limit of its own. @default -1 */
  newSpaceQuota: number;
  /** Who sees a space. @default those in its `visibleTo`, else everybody */
  visible: (space: Space, unionId: string) => boolean;
  /** What a unionId is answered that no user has. @default "accept" */
  unknownUnionId: "accept" | (string & {});
  /** Whether Storage's calls know the ids of Drive, which no page says. @default true */
  storageKnowsDriveIds: boolean;
  /** How the keys of an error are spelt: `code`, or `Code`, `RequestId`, `AccessDeniedDetail`. @default "lower" */
  errorKeys: "lower" | "pascal";
  /** Statuses of errors: as documented, or 4xx and 5xx in each other's place. @default "documented" */
  statuses: "documented" | "varied";
  /** The old call's errors about token, limit, address and permission: in an envelope or bare. @default "envelope" */
  legacyErrors: "envelope" | "numbers" | "bare";
  /** What the unified token call answers to wrong ids. @default "invalid.client" */
  wrongClientCode: string;
  /** How a token's life is told. @default "number" */
  tokenLifeForm: "number" | "text";
  /** Each token call gives a new token; the others stay good. @default false */
  newTokens: boolean;
  /** Whether a user's name is told. @default true */
  userNames: boolean;
  /** Whether `max` of a partition is told. @default true */
  storageMax: boolean;
}

/** Time as a test lets it go by. */
export interface EmulatorClock {
  now(): number;
  /** Rejects when it is called off. */
  sleep(ms: number, calledOff?: AbortSignal): Promise<void>;
}

export interface EmulatorOptions extends Partial<Behaviour> {
  /** Names of dialects, see the README; an option given beside them comes first. @default none */
  dialects?: readonly string[];
  /** Port on 127.0.0.1; 0 is any free one. @default 0 */
  port?: number;
  /** Serves https with a certificate made at the start, see `Emulator.certificate`. @default false */
  https?: boolean | HttpsOptions;
  /** @default one internal app with every permission */
  apps?: readonly AppSeed[];
  /** @default one user */
  users?: readonly UserSeed[];
  /** Spaces of the first app's organization. @default none */
  spaces?: readonly (SpaceSeed | string)[];
  /** Whether lists show the all-staff folder that every organization has. @default true */
  allStaffFolder?: boolean;
  /** Partitions of every organization. @default one public partition of 100 GB */
  partitions?: readonly PartitionSeed[];
  /** Milliseconds since 1970, by which limits, tokens and times go; with `sleep`, waits too. @default Date.now */
  clock?: EmulatorClock | (() => number);
  /** How many calls the record keeps before the oldest go. @default 100,000 */
  keepCalls?: number;
  /** Serves the control API too, which only other processes need; without it the start is cheaper. @default true */
  control?: boolean;
}

export const defaultBehaviour: Readonly<Behaviour> = {
  latencyMs: 0,
  limits: {},
  clockSkewMs: 0,
  tokenSeconds: 7200,
  tokenErrorCode: "InvalidAuthentication",
  timeForm: "seconds",
  spaceFields: "all",
  idForm: "text",
  sizeForm: "number",
  listOrder: "oldest",
  listEnd: "absent",
  mostResults: 50,
  shortPages: false,
  pageTokens: "good",
  listLagMs: 0,
  queryLagMs: 0,
  lingerMs: 0,
  allStaffName: "All-Staff Folder",
  nameChanges: [],
  unknownIds: "omit",
  managers: undefined,
  alreadyGone: "param.error",
  duplicateNames: "allowed",
  addForbidden: false,
  invalidName: /^\s+$/u,
  newSpaceQuota: -1,
  visible: (space, unionId) => space.visibleTo?.has(unionId) ?? true,
  unknownUnionId: "accept",
  storageKnowsDriveIds: true,
  errorKeys: "lower",
  statuses: "documented",
  legacyErrors: "envelope",
  wrongClientCode: "invalid.client",
  tokenLifeForm: "number",
  newTokens: false,
  userNames: true,
  storageMax: true,
};

/** The behaviour asked for; for the rest that of the dialects, then the defaults. */
export function behaviourOf(
  options: EmulatorOptions,
  dialects: readonly string[] = options.dialects ?? [],
): Behaviour {
  const behaviour: Record<string, unknown> = { ...defaultBehaviour, ...behaviourOfDialects(dialects) };
  for (const key of Object.keys(defaultBehaviour) as (keyof Behaviour)[]) {
    if (options[key] !== undefined) behaviour[key] = options[key];
  }
  return behaviour as unknown as Behaviour;
}
