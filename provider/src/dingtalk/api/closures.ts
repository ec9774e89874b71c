import { DingTalkError } from "../errors/dingTalkError";
import { isRefusedForAll } from "../errors/guards";
import type { Clock } from "../http/clock";
import { BLOCK_MS } from "../http/timings";
import { operations, type Operation } from "../wire/operation";

/** What DingTalk has closed for this run: calls that cannot succeed are not made. */
export class Closures {
  readonly #clock: Clock;
  /** What the app or the organization may not do, whatever it asks for. */
  readonly #refused = new Map<Operation, DingTalkError>();
  /** What DingTalk has allowed in this run. */
  readonly #allowed = new Set<Operation>();
  #monthSpent: DingTalkError | undefined;
  #blockedUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws if this call cannot succeed. */
  assertOpen(operation: Operation, evenIfBlocked: boolean): void {
    const refusal = this.#refused.get(operation);
    if (refusal) throw refusal;
    if (this.#monthSpent && operations[operation].counted) throw this.#monthSpent;
    // Not the first call's own error: of that one it is not known what it did, of this one it is.
    if (!evenIfBlocked && this.#clock.now() < this.#blockedUntil) throw notMade(operation);
  }

  /** DingTalk has allowed this call: if it refuses the next one, that is the next one's own failure. */
  succeeded(operation: Operation): void {
    this.#allowed.add(operation);
  }

  /** Returns the error as it should be told. */
  learn(error: DingTalkError): DingTalkError {
    if (error.kind === "quotaExhausted") this.#monthSpent = error;
    if (error.kind === "blocked") this.#blockedUntil = this.#clock.now() + BLOCK_MS;
    if (!isRefusedForAll(error)) return error;
    if (this.#allowed.has(error.operation)) return error.advised(`${mayPass} ${error.advice}`);
    this.#refused.set(error.operation, error);
    return error;
  }
}

const mayPass = "DingTalk has just allowed the same call, so this may pass: run again. If it stays:";

const notMade = (operation: Operation) =>
  new DingTalkError({
    operation,
    code: "blocked.wait",
    message: "DingTalk has blocked this IP address, so this request was not sent",
  });
