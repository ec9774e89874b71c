import type { Client } from "./client";
import { DingTalkError } from "../errors/dingTalkError";
import type { Deadline } from "../http/deadline";
import { schemas } from "../wire/schemas";

export interface User {
  readonly userId: string;
  readonly unionId: string;
  /** `undefined` if the app may not see it. */
  readonly name: string | undefined;
}

/** The old API's `query-user-details`. It does not count against the month. */
export async function getUser(client: Client, userId: string, deadline: Deadline): Promise<User> {
  const { result } = await client.call(
    "user",
    {
      method: "POST",
      path: "/topapi/v2/user/get",
      json: { userid: userId },
      schema: schemas.user,
      legacy: true,
    },
    deadline,
  );
  if (result.unionid === undefined) throw unionIdHidden(userId);
  return { userId: result.userid ?? userId, unionId: result.unionid, name: result.name };
}

const unionIdHidden = (userId: string) =>
  new DingTalkError({
    operation: "user",
    code: "unionid.hidden",
    message: `The answer about user ${userId} has no unionid`,
  });
