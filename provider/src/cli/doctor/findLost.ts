import { Client } from "../../dingtalk/api/client";
import { partialSpaceId, Spaces } from "../../dingtalk/api/spaces";
import { mayHaveBeenDone } from "../../dingtalk/errors/mayHaveBeenDone";
import { Deadline } from "../../dingtalk/http/deadline";
import { LOOK_MS, RECONCILE_DELAYS_MS } from "../../dingtalk/http/timings";
import { listAll } from "../../dingtalk/reading/pages";
import type { ListedSpace } from "../../dingtalk/wire/schemas";
import type { Session } from "./session";

export interface Lost {
  readonly unionId: string;
  /** What only its name contains. */
  readonly mark: string;
  /** How the add failed. */
  readonly failure: unknown;
}

/** The space that an add without a good answer has made all the same, if a list shows it. Lists may lag. */
export async function findLost(
  session: Session,
  { unionId, mark, failure }: Lost,
): Promise<ListedSpace | undefined> {
  if (!mayHaveBeenDone(failure)) return undefined;
  const { settings, deps } = session;
  const { clock } = deps;
  // Without a limit: what was made must be found, so that it can be deleted.
  const spaces = new Spaces(new Client({ ...settings, maxCalls: undefined }, deps));
  const failedAt = clock.now();
  const known = partialSpaceId(failure);
  for (const delay of RECONCILE_DELAYS_MS) {
    await clock.sleep(Math.max(0, failedAt + delay - clock.now()));
    session.exchanges.nowFor("look");
    const list = await listAll(spaces, unionId, new Deadline(clock, LOOK_MS)).catch(() => []);
    const found = list.find(({ spaceId, spaceName }) => spaceName?.includes(mark) ?? spaceId === known);
    if (found) return found;
  }
  return undefined;
}
