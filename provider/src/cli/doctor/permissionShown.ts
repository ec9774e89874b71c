import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import { isPermissionDenied } from "../../dingtalk/errors/guards";
import type { Asked } from "./session";

/** Refusals that only the service behind DingTalk's gateway gives: it is about the inputs, the user or the space. */
const servicesOwn =
  /^(param\.?error(\b.*)?|spaceNotExist|unsupported\.operation|no\.priviledge|no\.privilege|spaceNotAccessible|crossOrgAccess\..*|addSpace\.forbid(d?)en|name\.invalid|insufficient\.capacity|quota\.insufficient|orgQuotaInsufficient|spaceQuotaInsufficient|60121|33012|50002|50004|40035)$/i;

/**
 * What an answer shows of the permission that the call needs. The gateway asks for it before the call reaches the
 * service: a refusal that only the service can have given shows that it is there. Whatever else came shows nothing.
 */
export function permissionShown(asked: Asked<unknown>): "granted" | "missing" | "unknown" {
  if ("value" in asked) return "granted";
  const { error } = asked;
  if (!(error instanceof DingTalkError) || error.speaker !== "dingtalk") return "unknown";
  const { code, operation } = error;
  const isOldApis = operation === "user" && ["60011", "88"].includes(code);
  if (isOldApis || isPermissionDenied(error)) return "missing";
  return servicesOwn.test(code) ? "granted" : "unknown";
}
