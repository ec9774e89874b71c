import type { SpacePage } from "../../dingtalk/api/spaces";
import type { Entry, OrgStorage } from "../../dingtalk/api/storage";
import { getUser, type User } from "../../dingtalk/api/users";
import type { ListedSpace } from "../../dingtalk/wire/schemas";
import { obstacleOf } from "./obstacleOf";
import type { Asked, Session } from "./session";
import type { Written } from "./writeSpace";

/** No space can have it: ids are digits. */
const NO_SPACE = "pulumi-dingtalk-doctor";
/** Digits, and far longer than DingTalk's ids. */
export const UNKNOWN_ID = "1000000000000000";

/** What DingTalk said; what is missing was not asked. */
export interface Answers {
  readonly list: Asked<SpacePage>;
  readonly storage?: Asked<OrgStorage> | undefined;
  readonly query?: Asked<readonly ListedSpace[]> | undefined;
  readonly entries?: Asked<Entry | undefined> | undefined;
  /** The add, or the delete of a space that cannot be. */
  readonly change?: Asked<unknown> | undefined;
  readonly user?: Asked<User> | undefined;
  readonly written?: Written | undefined;
}

export interface Questions {
  readonly unionId: string;
  readonly corpId: string | undefined;
  /** Makes a space and deletes it; none if nothing is to be changed. */
  readonly write?: ((firstPage: SpacePage | undefined) => Promise<Written>) | undefined;
}

/** Asks what shows each permission most cheaply. If something stops every call, the first one is the only one. */
export async function askDingTalk(session: Session, { unionId, corpId, write }: Questions): Promise<Answers> {
  const { spaces, storage, client } = session;
  const list = await session.ask("list", (deadline) => spaces.page(unionId, undefined, deadline));
  if ("error" in list && obstacleOf(list.error) !== undefined) return { list };
  const page = "value" in list ? list.value : undefined;
  const ofOrg =
    corpId === undefined
      ? undefined
      : await session.ask("storage", (deadline) => storage.organization(corpId, unionId, deadline));
  const written = await write?.(page);
  const spaceId = page?.spaces[0]?.spaceId ?? UNKNOWN_ID;
  const query =
    written?.query ?? (await session.ask("query", (deadline) => spaces.query([spaceId], unionId, deadline)));
  const entries =
    written?.entries ??
    (await session.ask("entries", (deadline) => storage.firstEntry(spaceId, unionId, deadline)));
  const change =
    written?.add ??
    (await session.ask("delete", (deadline) => spaces.delete(NO_SPACE, unionId, deadline), "delete of none"));
  // It costs nothing, and a userId in the place of the unionId is found.
  const user = await session.ask("user", (deadline) => getUser(client, unionId, deadline));
  return { list, storage: ofOrg, query, entries, change, user, written };
}
