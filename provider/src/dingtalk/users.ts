import type { Client } from "./client";
import type { Deadline } from "./clock";
import { schemas } from "./wire";

export interface User {
  readonly userId: string;
  readonly unionId: string;
  readonly name: string;
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
  return { userId: result.userid, unionId: result.unionid, name: result.name };
}
