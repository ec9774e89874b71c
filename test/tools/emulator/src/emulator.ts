import type { App } from "./app";
import type { CallRecord, CallSummary } from "./callRecord";
import { CallLog } from "./callRecord";
import { registerControl } from "./control/control";
import type { Fault, FaultSpec } from "./faults/fault";
import { FaultList } from "./faults/faultList";
import { Listener } from "./listener";
import type { Behaviour, EmulatorOptions } from "./options";
import type { Organization } from "./organization";
import { Server } from "./server";
import type { Space } from "./space";
import type { Spaces } from "./spaces";
import { Timers } from "./timers";
import { World } from "./world";

/** A running emulator; `startEmulator` makes one. */
export class Emulator {
  readonly #world: World;
  readonly #log: CallLog;
  readonly #faults = new FaultList();
  readonly #timers: Timers;
  readonly #server: Server;
  readonly #listener: Listener;

  constructor(options: EmulatorOptions) {
    this.#world = new World(options);
    this.#timers = new Timers(options.clock);
    this.#log = new CallLog(options.keepCalls ?? 100_000);
    this.#listener = new Listener(options.https, options.port);
    this.#server = new Server({
      world: this.#world,
      log: this.#log,
      faults: this.#faults,
      timers: this.#timers,
      linkOf: (connection) => this.#listener.linkOf(connection),
    });
    if (options.control !== false) registerControl(this.#server.http, this);
  }

  /** @internal */
  async listen(): Promise<void> {
    await this.#listener.listen(this.#server.http);
  }

  /** `http://127.0.0.1:<port>`, or `https:`, for the new API and the old one. */
  get endpoint(): string {
    return this.#listener.endpoint;
  }

  /** Over https, the certificate as PEM: nobody trusts it unless told to. */
  get certificate(): string | undefined {
    return this.#listener.certificate;
  }

  get port(): number {
    return this.#listener.port;
  }

  /** The first app; its secret, permissions and ticket may be changed. */
  get app(): App {
    return this.#world.firstApp;
  }

  /** Every app by its clientId. */
  get apps(): ReadonlyMap<string, App> {
    return this.#world.apps;
  }

  /** The first user's unionId. */
  get unionId(): string {
    return this.#world.users[0]?.unionId ?? "";
  }

  /** What the command prints: the variables a client finds the emulator by. */
  get env(): Record<string, string> {
    const { clientId, clientSecret, corpId, suiteTicket } = this.app;
    return {
      DINGTALK_ENDPOINT: this.endpoint,
      DINGTALK_CLIENT_ID: clientId,
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_CORP_ID: corpId,
      DINGTALK_UNION_ID: this.unionId,
      DINGTALK_LEGACY_ENDPOINT: this.endpoint,
      ...(suiteTicket === undefined ? {} : { DINGTALK_SUITE_TICKET: suiteTicket }),
    };
  }

  /** How it behaves; a change counts from the next call on. */
  get behaviour(): Behaviour {
    return this.#world.behaviour;
  }

  /** The dialects it speaks now. */
  get dialects(): readonly string[] {
    return this.#world.dialects;
  }

  /** Has it speak other dialects; what was changed in `behaviour` meanwhile is as at the start. */
  speak(dialects: readonly string[]): void {
    this.#world.speak(dialects);
  }

  /** An organization by its corpId, the first app's unless given. */
  organization(corpId: string = this.app.corpId): Organization {
    return this.#world.organization(corpId);
  }

  /** The spaces of the first app's organization. */
  get spaces(): Spaces {
    return this.organization().spaces;
  }

  /** The all-staff folder of the first app's organization, if there is one. */
  get allStaffFolder(): Space | undefined {
    return this.spaces.allStaffFolder;
  }

  /** Every call in the order of arrival. */
  get calls(): readonly CallRecord[] {
    return this.#log.calls;
  }

  /** How many calls there were, throttled ones included. */
  count(api?: CallRecord["api"]): number {
    return this.#log.count(api);
  }

  /** Calls by API: all, counted, throttled, failed. */
  summary(): CallSummary {
    return this.#log.summary();
  }

  /** Tokens made so far, not counting those given again. */
  get tokensIssued(): number {
    return this.#world.desk.issued;
  }

  /**
   * Has a fault strike calls to come.
   *
   * @example
   * emulator.fault({ on: "add", kind: "reset", when: "after", match: { name: "Finance" } });
   */
  fault(spec: FaultSpec): Fault {
    if (spec.kind === "tlsAlert" && !this.#listener.isSecure)
      throw new Error("A fault of kind 'tlsAlert' needs https.");
    return this.#faults.add(spec);
  }

  get faults(): readonly Fault[] {
    return this.#faults.all();
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Makes tokens worthless: one app's, or all. @returns how many */
  revokeTokens(clientId?: string): number {
    return this.#world.desk.revoke(clientId);
  }

  /** Counted calls of the month. */
  monthUsed(corpId?: string): number {
    return this.organization(corpId).monthUsed;
  }

  setMonthUsed(calls: number, corpId?: string): void {
    this.organization(corpId).monthUsed = calls;
  }

  /** Calls back when a call has been dealt with: answered, or left without an answer. */
  onCall(listener: (call: CallRecord) => void): void {
    this.#log.onDone(listener);
  }

  /** Empties the record, the faults, the limits' windows and the month; spaces and tokens stay. */
  reset(): void {
    this.#log.reset();
    this.#faults.clear();
    this.#world.limits.reset();
    for (const organization of this.#world.organizations.values()) organization.monthUsed = 0;
  }

  /** Fulfilled when no call is being worked at, late deeds included. */
  settled(): Promise<void> {
    return this.#server.settled();
  }

  /** Ends at once, whatever is being held. */
  async close(): Promise<void> {
    this.#timers.close();
    await this.#listener.close();
    await this.#server.http.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
