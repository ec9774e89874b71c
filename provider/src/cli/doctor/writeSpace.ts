import { randomBytes } from "node:crypto";
import { Client } from "../../dingtalk/api/client";
import type { SpacePage } from "../../dingtalk/api/spaces";
import type { Entry } from "../../dingtalk/api/storage";
import { getUser } from "../../dingtalk/api/users";
import { Drive } from "../../dingtalk/drive";
import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import type { Deadline } from "../../dingtalk/http/deadline";
import { textOf } from "../../dingtalk/http/text";
import type { ListedSpace, Space } from "../../dingtalk/wire/schemas";
import { UNKNOWN_ID } from "./answers";
import { errorFinding, type Finding } from "./finding";
import { findLost } from "./findLost";
import { listTwo } from "./listTwo";
import type { Asking } from "./observe";
import { permissionShown } from "./permissionShown";
import type { Asked, Session } from "./session";

const check = "write";

/** What making, reading and deleting one space has shown. */
export interface Written {
  readonly add: Asked<Space>;
  readonly query?: Asked<readonly ListedSpace[]>;
  readonly entries?: Asked<Entry | undefined>;
  readonly finding: Finding;
  readonly asking: Asking;
}

/**
 * Makes one space under a name of its own, reads it, looks into it and deletes it, whatever fails between. What it
 * cannot show to be its own it leaves.
 */
export async function writeSpace(
  session: Session,
  unionId: string,
  firstPage: SpacePage | undefined,
): Promise<Written> {
  const mark = `pulumi-dingtalk ${randomBytes(6).toString("hex")}`;
  // Two blanks and a final dot: a DingTalk that changes names changes this one.
  let name = `Doctor  ${mark}.`;
  const addAs = (wanted: string) =>
    session.ask("add", (deadline) => session.spaces.add(wanted, unionId, deadline));
  let add = await addAs(name);
  if ("error" in add && add.error instanceof DingTalkError && add.error.code === "name.invalid") {
    name = `Doctor ${mark}`;
    add = await addAs(name);
  }
  const made = "value" in add ? add.value : await findLost(session, { unionId, mark, failure: add.error });
  const asking = { name, spaceId: made?.spaceId, unknownId: UNKNOWN_ID };
  if (made === undefined) return { add, asking, finding: notMade(add, mark) };
  if (!isOurs(made, mark, firstPage))
    return { add, asking, finding: keptBecause(made.spaceId, "it may be another's") };
  let finding: Finding | undefined;
  let looks: Looks | undefined;
  try {
    looks = await look(session, made.spaceId, unionId);
  } finally {
    // Whatever else happened: what was made goes again.
    finding = await remove(session, made.spaceId, unionId, looks);
  }
  if (finding.mark === "ok") await askAfter(session, made.spaceId, unionId);
  return { add, ...looks, asking, finding };
}

/** A space that was there before, or that has another name, is not deleted. */
function isOurs(made: ListedSpace, mark: string, firstPage: SpacePage | undefined): boolean {
  const wasThere = firstPage?.spaces.some(({ spaceId }) => spaceId === made.spaceId) ?? false;
  return !wasThere && (made.spaceName?.includes(mark) ?? true);
}

type Looks = Required<Pick<Written, "query" | "entries">>;

async function look(session: Session, spaceId: string, unionId: string): Promise<Looks> {
  const { spaces, storage } = session;
  await listTwo(session, unionId);
  const queryFor = (ids: string[]) =>
    session.ask("query", (deadline: Deadline) => spaces.query(ids, unionId, deadline));
  let query = await queryFor([spaceId, UNKNOWN_ID]);
  // It may be refused for the id that nobody has.
  if ("error" in query && permissionShown(query) === "granted") query = await queryFor([spaceId]);
  const entries = await session.ask("entries", (deadline) => storage.firstEntry(spaceId, unionId, deadline));
  return { query, entries };
}

async function remove(
  session: Session,
  spaceId: string,
  unionId: string,
  looks: Looks | undefined,
): Promise<Finding> {
  const { entries, query } = looks ?? {};
  if (entries && "value" in entries && entries.value !== undefined)
    return keptBecause(spaceId, "it contains something already");
  // Without a limit: what was made must go, whatever that costs.
  const wasShown = query && "value" in query && query.value.some((one) => one.spaceId === spaceId);
  // What was shown once and is not shown any more is not left out because it is new.
  const madeAt = wasShown ? undefined : session.deps.clock.now();
  const drive = new Drive({ ...session.settings, maxCalls: undefined }, session.deps);
  session.exchanges.nowFor("delete");
  try {
    await drive.delete({ spaceId, unionId, forceDestroy: true, madeAt });
    return { check, mark: "ok", finding: "made, read and deleted one space" };
  } catch (error) {
    return keptBecause(spaceId, textOf(error));
  }
}

function keptBecause(spaceId: string, why: string): Finding {
  return {
    check,
    mark: "wrong",
    finding: `space ${spaceId} was not deleted: ${why}`,
    shareable: "the space was not deleted",
    // Without the id: the advice stands in the report too.
    advice: "Look at this space in DingTalk Drive, and delete it if it is the doctor's.",
  };
}

function notMade(add: Asked<Space>, mark: string): Finding {
  const error = "error" in add ? add.error : undefined;
  if (permissionShown(add) === "missing")
    return { check, mark: "unknown", finding: "no space was made: the permission is missing" };
  if (error instanceof DingTalkError && error.kind === "refused") return errorFinding(check, "wrong", error);
  const failure = errorFinding(check, "wrong", error);
  return {
    ...failure,
    finding: `${failure.finding} Whether there is a space whose name contains '${mark}' is not known.`,
    advice: "Look for this space in DingTalk Drive, and delete it. Then run the doctor again.",
  };
}

/** What only a deleted space shows, and what costs nothing. */
async function askAfter(session: Session, spaceId: string, unionId: string): Promise<void> {
  const { spaces, settings, deps } = session;
  await session.ask("delete", (deadline) => spaces.delete(spaceId, unionId, deadline), "second delete");
  await session.ask("query", (deadline) => spaces.query([spaceId], unionId, deadline), "query after delete");
  const nobody = new Client({ ...settings, credentials: { accessToken: "pulumi-dingtalk-doctor" } }, deps);
  await session.ask("user", (deadline) => getUser(nobody, unionId, deadline), "user of no token");
  const { credentials } = settings;
  if ("accessToken" in credentials || credentials.corpId === undefined) return;
  const { corpId } = credentials;
  await session.askToken(
    { clientId: "pulumi-dingtalk-doctor", clientSecret: "none", corpId },
    "token of nobody",
  );
}
