import { obstacleOf } from "../../../../provider/src/cli/doctor/obstacleOf";
import { permissionShown } from "../../../../provider/src/cli/doctor/permissionShown";
import { DingTalkError } from "../../../../provider/src/dingtalk/errors/dingTalkError";
import type { Operation } from "../../../../provider/src/dingtalk/wire/operation";

const denied = "Forbidden.AccessDenied.";

test.each<[Operation, string, ReturnType<typeof permissionShown>, ReturnType<typeof obstacleOf>]>([
  ["list", `${denied}AccessTokenPermissionDenied`, "missing", undefined],
  ["user", "60011", "missing", undefined],
  ["user", "60121", "granted", undefined],
  ["delete", "param.error", "granted", undefined],
  ["delete", "spaceNotExist", "granted", undefined],
  ["entries", "paramError", "granted", undefined],
  ["list", "paramError-unionId", "granted", undefined],
  ["query", "no.priviledge", "granted", undefined],
  // The user may lack it as well as the app.
  ["storage", "permissionDenied", "unknown", undefined],
  ["list", "unknown.error", "unknown", undefined],
  ["list", "a.code.that.nobody.knows", "unknown", undefined],
  ["list", `${denied}IpNotInWhiteList`, "unknown", "IP list"],
  ["list", `${denied}ApiCountLimitForOrg`, "unknown", "limits"],
  ["list", `${denied}QpsLimitForAppkeyAndApi`, "unknown", "limits"],
  ["list", "InvalidAuthentication", "unknown", "token"],
  ["token", "invalid.client", "unknown", "token"],
  ["list", "not.connected", "unknown", "connection"],
  ["list", "certificate.refused", "unknown", "certificate"],
  ["token", "proxy.refused", "unknown", "proxy"],
  ["list", "incomplete.answer", "unknown", undefined],
])(
  "%s answered %s shows that the permission is %s, and that %s stops every call",
  (operation, code, shown, obstacle) => {
    const error = new DingTalkError({ operation, code, message: "no" });
    expect(permissionShown({ error })).toBe(shown);
    expect(obstacleOf(error)).toBe(obstacle);
  },
);

test("what is no answer of DingTalk's shows nothing", () => {
  expect(permissionShown({ error: new Error("no") })).toBe("unknown");
  expect(obstacleOf(new Error("no"))).toBeUndefined();
  const error = new DingTalkError({
    operation: "list",
    code: "param.error",
    speaker: "network",
    message: "no",
  });
  expect(permissionShown({ error })).toBe("unknown");
});
