import { Bucket, type Release } from "./bucket";
import type { Clock } from "./clock";
import type { Reporter } from "./reporter";
import { LONG_WAIT_MS } from "./timings";
import type { Operation } from "../wire/operation";

/**
 * At most `callsPerSecond` calls of each API reach DingTalk in any rolling second. If DingTalk throttles an API
 * all the same (other programs share the limit), its calls stop for a while and go on at half the pace.
 */
export class RateLimiter {
  readonly #buckets = new Map<Operation, Bucket>();
  readonly #callsPerSecond: number;
  readonly #clock: Clock;
  readonly #reporter: Reporter;

  constructor(callsPerSecond: number, clock: Clock, reporter: Reporter) {
    this.#callsPerSecond = callsPerSecond;
    this.#clock = clock;
    this.#reporter = reporter;
  }

  /**
   * Waits until a call of this API may start; `undefined` if that is not before `until` any more.
   *
   * @param until milliseconds since 1970.
   */
  acquire(operation: Operation, until = Infinity): Promise<Release | undefined> {
    return this.#bucket(operation).acquire(until);
  }

  /** DingTalk has throttled this API: nobody calls it for `waitMs`, and after that more slowly. */
  throttled(operation: Operation, waitMs: number): void {
    if (this.#bucket(operation).throttled(waitMs) < LONG_WAIT_MS) return;
    this.#reporter.notice(
      "throttled",
      "DingTalk is throttling this app's calls; waiting, and going on more slowly. Other programs may share its limit.",
    );
  }

  #bucket(operation: Operation): Bucket {
    let bucket = this.#buckets.get(operation);
    if (!bucket) this.#buckets.set(operation, (bucket = new Bucket(this.#callsPerSecond, this.#clock)));
    return bucket;
  }
}
