import type { AppSeed } from "./app";
import type { Call } from "./call";
import type { LimitOptions } from "./limits";
import type { PartitionSeed, UserSeed } from "./organization";
import type { Space, SpaceSeed } from "./spaces";

export type TimeForm = "seconds" | "minutes";

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
  /** Times to the second or to the minute. @default "seconds" */
  timeForm: TimeForm;
  /** @default "oldest" */
  listOrder: ListOrder;
  /** How a list says that it ends. @default "absent" */
  listEnd: "absent" | "empty";
  /** How long a new space stays out of lists. @default 0 */
  listLagMs: number;
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
}

export interface EmulatorOptions extends Partial<Behaviour> {
  /** Port on 127.0.0.1; 0 is any free one. @default 0 */
  port?: number;
  /** @default one internal app with every permission */
  apps?: readonly AppSeed[];
  /** @default one user */
  users?: readonly UserSeed[];
  /** Spaces of the first app's organization. @default none */
  spaces?: readonly (SpaceSeed | string)[];
  /** Partitions of every organization. @default one public partition of 100 GB */
  partitions?: readonly PartitionSeed[];
  /** Milliseconds since 1970; limits, tokens and times go by it. @default Date.now */
  clock?: () => number;
  /** How many calls the record keeps before the oldest go. @default 100,000 */
  keepCalls?: number;
}

export const defaultBehaviour: Readonly<Behaviour> = {
  latencyMs: 0,
  limits: {},
  clockSkewMs: 0,
  tokenSeconds: 7200,
  tokenErrorCode: "InvalidAuthentication",
  timeForm: "seconds",
  listOrder: "oldest",
  listEnd: "absent",
  listLagMs: 0,
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
};

/** The behaviour asked for, with the defaults for the rest. */
export function behaviourOf(options: EmulatorOptions): Behaviour {
  const behaviour: Record<string, unknown> = { ...defaultBehaviour };
  for (const key of Object.keys(defaultBehaviour) as (keyof Behaviour)[]) {
    if (options[key] !== undefined) behaviour[key] = options[key];
  }
  return behaviour as unknown as Behaviour;
}
