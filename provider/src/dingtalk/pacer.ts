import type { Clock } from "./clock";
import type { Operation } from "./operation";
import type { Reporter } from "./reporter";

/** Added to DingTalk's second: calls start evenly here and still arrive unevenly there. */
const marginMs = 100;
/** After this long without throttling the pace doubles again. */
const recoveryMs = 10_000;
/** A wait longer than this is worth a line. */
const longWaitMs = 5_000;

type Turn = () => Promise<void>;

/**
 * Lets at most `callsPerSecond` calls of each API start in any rolling second. Throttling that comes all the
 * same (other programs share the limit) stops that API's calls for a while and halves their pace.
 */
export class Pacer {
  readonly #lanes = new Map<Operation, Lane>();

  constructor(
    private readonly callsPerSecond: number,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {}

  /** Waits until a call of this API may start. */
  async turn(operation: Operation): Promise<void> {
    const lane = await this.#lane(operation);
    for (;;) {
      await lane.turn();
      const pause = lane.pausedUntil - this.clock.now();
      if (pause <= 0) return;
      await this.clock.sleep(pause);
    }
  }

  /** DingTalk has throttled this API: nobody calls it for `waitMs`, and after that more slowly. */
  throttled(operation: Operation, waitMs: number): void {
    const lane = this.#lanes.get(operation);
    if (!lane) return;
    const now = this.clock.now();
    const already = lane.pausedUntil > now;
    lane.pausedUntil = Math.max(lane.pausedUntil, now + waitMs);
    if (already) return;
    lane.slowness = Math.min(lane.slowness * 2, lane.limit);
    lane.throttledAt = now;
    lane.waited += waitMs;
    if (lane.waited >= longWaitMs) {
      this.reporter.notice(
        "throttled",
        "DingTalk is throttling this app's calls; waiting and going on more slowly. Other programs may share its limit.",
      );
    }
  }

  async #lane(operation: Operation): Promise<Lane> {
    const existing = this.#lanes.get(operation);
    if (existing) return existing;
    const { default: pThrottle } = await import("p-throttle");
    const loadedMeanwhile = this.#lanes.get(operation);
    if (loadedMeanwhile) return loadedMeanwhile;
    const limit = Math.max(1, Math.floor(this.callsPerSecond));
    const interval = 1_000 * Math.max(1, 1 / this.callsPerSecond) + marginMs;
    const lane: Lane = {
      limit,
      slowness: 1,
      pausedUntil: 0,
      throttledAt: 0,
      waited: 0,
      turn: () => Promise.resolve(),
    };
    lane.turn = pThrottle({ limit, interval, strict: true, weight: () => this.#weight(lane) })(() =>
      Promise.resolve(),
    );
    this.#lanes.set(operation, lane);
    return lane;
  }

  #weight(lane: Lane): number {
    if (lane.slowness > 1 && this.clock.now() - lane.throttledAt > recoveryMs) {
      lane.slowness = Math.max(1, lane.slowness / 2);
      lane.throttledAt = this.clock.now();
      lane.waited = 0;
    }
    return lane.slowness;
  }
}

interface Lane {
  readonly limit: number;
  /** How many turns one call takes. */
  slowness: number;
  pausedUntil: number;
  throttledAt: number;
  waited: number;
  turn: Turn;
}
