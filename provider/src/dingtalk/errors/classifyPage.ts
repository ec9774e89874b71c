import type { Speaker } from "./errorTable";

export interface PageMeaning {
  readonly code: string;
  readonly message: string;
  readonly speaker: Speaker;
}

/**
 * What the gateway's block page is known by: its title, its sentence, and the names of the gateway's own parts
 * (`punish` and `x5` stand in its JSON notice too). No page documents more of it.
 */
const blockSigns =
  /<title>\s*405\s*<\/title>|request has been blocked|_____tmd_____|x5sec|\bpunish\b|访问被阻断/iu;

/**
 * What an HTML page means that came instead of an answer. A page with a 5xx is a gateway's on the way; one that
 * says "not found" comes from a host without the API; a block is one only by its own signs. Of any other page
 * nobody knows whose it is.
 */
export function classifyPage(status: number, text: string): PageMeaning {
  const page = `an HTML page (status ${status})`;
  if (status >= 500)
    return { code: `http.${status}`, message: `A gateway answers with ${page}`, speaker: "network" };
  if (status === 404)
    return { code: "http.404", message: `The answer is ${page}, not DingTalk's JSON`, speaker: "network" };
  if (blockSigns.test(text))
    return {
      code: "blocked.page",
      message: `DingTalk has blocked this IP address: the answer is ${page}`,
      speaker: "dingtalk",
    };
  return {
    code: "foreign.page",
    message: `The answer is ${page} that is not DingTalk's`,
    speaker: "network",
  };
}
