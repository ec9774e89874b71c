import { CONNECT_MS } from "../../provider/src/dingtalk/http/timings";
import { TransportError, type HttpRequest, type Transport } from "../../provider/src/dingtalk/http/transport";
import type { VirtualClock } from "../support/virtualClock";
import type { Cell } from "./cells";
import type { FaultyCall, OwnFault } from "./faultKinds";
import { appOf } from "./finding";

/** An app of another organization. */
export const otherApp = appOf("other");

/** A fault on this side of the wire, for the processes of one run. */
export class OwnFaultDriver {
  readonly #fault: OwnFault;
  readonly #cell: Cell;
  readonly #clock: VirtualClock;
  #isArmed = false;
  hits = 0;

  constructor(fault: OwnFault, cell: Cell, clock: VirtualClock) {
    this.#fault = fault;
    this.#cell = cell;
    this.#clock = clock;
  }

  arm(): void {
    this.#isArmed = true;
  }

  /** The faults are over: whoever comes now is another process. */
  disarm(): void {
    this.#isArmed = false;
  }

  readonly transport =
    (transport: Transport): Transport =>
    async (request) => {
      const { call, repeatedly } = this.#cell;
      const fault = this.#fault;
      const strikes = this.#isArmed && callOf(request) === call && (repeatedly || this.hits === 0);
      if (!strikes || fault.kind === "engineGone" || fault.kind === "otherOrganization")
        return transport(request);
      this.hits += 1;
      if (fault.kind === "notConnected") {
        await this.#clock.sleep(CONNECT_MS);
        throw new TransportError("not.connected", `No connection to ${request.url.hostname} (ETIMEDOUT)`);
      }
      const answer = transport(request);
      this.#clock.leap(fault.forMs);
      return answer;
    };

  /** The environment of a process that starts now. */
  env(own: Record<string, string>): Record<string, string> {
    if (this.#fault.kind !== "otherOrganization" || !this.#isArmed) return own;
    this.hits += 1;
    const { clientId, clientSecret, corpId } = otherApp;
    return {
      ...own,
      DINGTALK_CLIENT_ID: clientId,
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_CORP_ID: corpId,
    };
  }

  /** What the provider asks before each write: whether its engine is there. A process that has ended does nothing more. */
  readonly beforeWrite = (): Promise<void> => {
    if (this.#fault.kind !== "engineGone" || !this.#isArmed) return Promise.resolve();
    this.hits += 1;
    return Promise.reject(new Error("the process has ended"));
  };
}

function callOf({ method, url }: HttpRequest): FaultyCall | undefined {
  const { pathname } = url;
  if (pathname.includes("/oauth2/")) return "token";
  if (pathname.endsWith("/dentries")) return "entries";
  if (pathname.endsWith("/spaces/query")) return "query";
  if (method === "DELETE") return "delete";
  if (pathname.endsWith("/drive/spaces")) return method === "GET" ? "list" : "add";
  return undefined;
}
