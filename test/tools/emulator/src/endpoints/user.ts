import { ok, refuse } from "../answer";
import { textField } from "../call";
import type { Endpoint } from "./endpoint";

/** The old API's call: its errors are bodies with HTTP 200. */
export const getUser: Endpoint = (call, { organization, behaviour }) => {
  const userId = textField(call.body, "userid");
  if (userId === undefined) return refuse("user", "40035", call.requestId);
  const user = organization.usersById.get(userId);
  if (user === undefined) return refuse("user", "60121", call.requestId);
  return ok({
    errcode: 0,
    errmsg: "ok",
    result: {
      userid: user.userId,
      unionid: user.unionId,
      ...(behaviour.userNames ? { name: user.name ?? user.userId } : {}),
    },
    request_id: call.requestId,
  });
};
