import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Proxy } from "./proxy";
import { ATTEMPT_MS, IDLE_MS } from "./timings";

export interface Agents {
  readonly http: HttpAgent;
  /** A proxy's stands in for Node's own. */
  readonly https: HttpAgent;
}

/** Each address of a name gets its time: Node's own is 250 ms, and a slow one would be given up for nothing. */
const connecting = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ATTEMPT_MS };
/** A free connection is closed after `timeout`. */
const reusing = { ...connecting, keepAlive: true, timeout: IDLE_MS };
const never = { ...connecting, keepAlive: false };

/** Where a transport's connections come from: kept for a moment and used again, or new for each request. */
export class AgentPool {
  readonly #agents = new Map<string, Promise<Agents>>();

  agentsFor(proxy: Proxy | undefined, fresh: boolean): Promise<Agents> {
    const key = `${String(fresh)} ${proxy?.url.href ?? ""}`;
    let agents = this.#agents.get(key);
    if (!agents) this.#agents.set(key, (agents = makeAgents(proxy, fresh ? never : reusing)));
    return agents;
  }
}

async function makeAgents(proxy: Proxy | undefined, options: typeof reusing | typeof never): Promise<Agents> {
  // Only this machine is spoken to without https, and never through a proxy.
  const http = new HttpAgent(options);
  if (!proxy) return { http, https: new HttpsAgent(options) };
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return { http, https: new HttpsProxyAgent(proxy.url, options) };
}
