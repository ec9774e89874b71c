import { within, type Clock } from "./clock";
import type { Operation } from "./operation";
import type { Reporter } from "./reporter";

/** For clocks that count in whole milliseconds. */
const marginMs = 10;
/** After this long without throttling the pace doubles again. */
const recoveryMs = 10_000;
/** A wait longer than this is worth a line. */
const longWaitMs = 5_000;

/** Says that the call whose turn it was has been answered, or given up. */
export type Done = () => void;

/**
 * Lets at most `callsPerSecond` calls of each API reach DingTalk in any rolling second. Each call takes one of
 * so many slots, and a slot is free again a second after the answer: the call had arrived by then, however
 * long it was on its way, so that the next one in this slot arrives a full second after it. Counting from the
 * start, as libraries do, lets a slow first connection and a quick later one arrive too close together.
 *
 * Throttling that comes all the same (other programs share the limit) stops that API's calls for a while and
 * halves their pace.
 */
export class Pacer {
  readonly #lanes = new Map<Operation, Lane>();
  readonly #slots: number;
  readonly #holdMs: number;

  constructor(
    callsPerSecond: number,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {
    this.#slots = Math.max(1, Math.floor(callsPerSecond));
    this.#holdMs = 1_000 * Math.max(1, 1 / callsPerSecond) + marginMs;
  }

  /**
   * Waits until a call of this API may start; `undefined` where that is not before `until` any more. Whose time
   * is over first goes first: so where a limit holds everybody up, nobody is overtaken.
   *
   * @param until milliseconds since 1970.
   */
  async turn(operation: Operation, until = Infinity): Promise<Done | undefined> {
    const lane = this.#lane(operation);
    const mine: Waiting = { until };
    const after = lane.waiting.findLastIndex((other) => other.until <= until);
    lane.waiting.splice(after + 1, 0, mine);
    try {
      for (;;) {
        const now = this.clock.now();
        const usable = lane.freeAt.slice(0, this.#pace(lane, now)).sort((a, b) => a - b);
        // Those before this one take the slots that are free before.
        const next = usable[lane.waiting.indexOf(mine)] ?? Infinity;
        const at = Math.max(next, lane.pausedUntil);
        if (at <= now) return this.#take(lane, lane.freeAt.indexOf(next));
        const earliest = next === Infinity ? Math.max(now, lane.pausedUntil) : at;
        if (earliest >= until) break;
        if (next !== Infinity) await this.clock.sleep(at - now);
        else await within(lane.change, this.clock, until - now, () => undefined);
      }
    } finally {
      lane.waiting.splice(lane.waiting.indexOf(mine), 1);
    }
    lane.changed();
    return undefined;
  }

  /** DingTalk has throttled this API: nobody calls it for `waitMs`, and after that more slowly. */
  throttled(operation: Operation, waitMs: number): void {
    const lane = this.#lane(operation);
    const now = this.clock.now();
    const until = Math.max(lane.pausedUntil, now + waitMs);
    const paused = lane.pausedUntil > now;
    lane.waitedMs += until - Math.max(lane.pausedUntil, now);
    lane.pausedUntil = until;
    lane.changed();
    // Calls that were under way together are refused together: that is one reason to slow down.
    if (!paused) {
      lane.slowness = Math.min(lane.slowness * 2, this.#slots);
      lane.throttledAt = now;
    }
    if (lane.waitedMs >= longWaitMs) {
      this.reporter.notice(
        "throttled",
        "DingTalk is throttling this app's calls; waiting, and going on more slowly. Other programs may share its limit.",
      );
    }
  }

  #take(lane: Lane, slot: number): Done {
    lane.freeAt[slot] = Infinity;
    return () => {
      lane.freeAt[slot] = this.clock.now() + this.#holdMs;
      lane.changed();
    };
  }

  /** How many slots are in use now. */
  #pace(lane: Lane, now: number): number {
    if (lane.slowness > 1 && now - lane.throttledAt > recoveryMs) {
      lane.slowness /= 2;
      lane.throttledAt = now;
      lane.waitedMs = 0;
    }
    return Math.max(1, Math.floor(this.#slots / lane.slowness));
  }

  #lane(operation: Operation): Lane {
    const known = this.#lanes.get(operation);
    if (known) return known;
    const lane = new Lane(this.#slots);
    this.#lanes.set(operation, lane);
    return lane;
  }
}

interface Waiting {
  /** When its time is over. Milliseconds since 1970, or `Infinity`. */
  readonly until: number;
}

/** One API's calls. */
class Lane {
  /** When each slot is free; `Infinity` while its call is under way. Milliseconds since 1970. */
  readonly freeAt: number[];
  /** Who waits for a turn, in the order of their turns. */
  readonly waiting: Waiting[] = [];
  /** By how much the pace is cut: 1, 2, 4, … */
  slowness = 1;
  pausedUntil = 0;
  throttledAt = 0;
  waitedMs = 0;
  /** Fulfilled when a turn may be had earlier, or is put off, by an answer, by throttling or by who left. */
  change!: Promise<void>;
  #tell!: () => void;

  constructor(slots: number) {
    this.freeAt = Array.from({ length: slots }, () => 0);
    this.#await();
  }

  changed(): void {
    this.#tell();
    this.#await();
  }

  #await(): void {
    this.change = new Promise((resolve) => (this.#tell = resolve));
  }
}
