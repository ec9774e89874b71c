import { DingTalkError } from "../../dingtalk/errors/dingTalkError";

/** What an error shows to be wrong, if it stops every call: the check's name. */
export type Obstacle = "proxy" | "certificate" | "connection" | "token" | "limits" | "IP list";

const byCode: Readonly<Record<string, Obstacle>> = {
  "proxy.refused": "proxy",
  "certificate.refused": "certificate",
  "header.refused": "token",
  "redirect.refused": "connection",
  "forbidden.accessdenied.ipnotinwhitelist": "IP list",
  "60020": "IP list",
  "404": "connection",
  "22": "connection",
  "invalidaction.notfound": "connection",
};

/** What stops every call, if this error shows that something does; `undefined` if it is about one call alone. */
export function obstacleOf(error: unknown): Obstacle | undefined {
  if (!(error instanceof DingTalkError)) return undefined;
  const { code, kind, speaker, operation } = error;
  const known = byCode[code.toLowerCase()];
  if (known) return known;
  if (kind === "quotaExhausted" || kind === "throttled" || kind === "blocked") return "limits";
  // An answer that lacks something is about the call that it answers.
  if (speaker === "network" && code !== "incomplete.answer") return "connection";
  if (kind === "token" || operation === "token") return "token";
  return undefined;
}
