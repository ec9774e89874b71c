import type { Clock } from "./clock";
import { within } from "./deadline";
import { PACE_MARGIN_MS, PACE_RECOVERY_MS } from "./timings";

/** Says that the call has been answered, or given up. */
export type Release = () => void;

interface Waiter {
  /** When its time is over. Milliseconds since 1970, or `Infinity`. */
  readonly until: number;
}

/**
 * The calls of one API. Each takes one of a second's slots, and a slot is free again a second after the
 * answer: the call had arrived by then, however long it was on its way, so the next one in this slot arrives a
 * full second after it. Counting from the start, as libraries do, lets a slow first connection and a quick later
 * one arrive too close together.
 */
export class Bucket {
  readonly #clock: Clock;
  /** When each slot is free; `Infinity` while its call is under way. Milliseconds since 1970. */
  readonly #freeAt: number[];
  readonly #holdMs: number;
  /** In the order in which they get a slot. */
  readonly #waiters: Waiter[] = [];
  /** By how much the pace is cut: 1, 2, 4, … */
  #slowness = 1;
  #pausedUntil = 0;
  #throttledAt = 0;
  #pausedMs = 0;
  /** Fulfilled when a slot may be had earlier or later than it looked. */
  #change = signal();

  constructor(callsPerSecond: number, clock: Clock) {
    this.#clock = clock;
    this.#freeAt = Array.from({ length: Math.max(1, Math.floor(callsPerSecond)) }, () => 0);
    this.#holdMs = 1_000 * Math.max(1, 1 / callsPerSecond) + PACE_MARGIN_MS;
  }

  /** If a limit holds everybody up, the one with the least time left goes first; nobody is overtaken. */
  async acquire(until: number): Promise<Release | undefined> {
    const waiter: Waiter = { until };
    const after = this.#waiters.findLastIndex((other) => other.until <= until);
    this.#waiters.splice(after + 1, 0, waiter);
    try {
      for (;;) {
        const now = this.#clock.now();
        const usable = this.#freeAt.slice(0, this.#pace(now)).sort((a, b) => a - b);
        // Those before this one take the slots that are free earlier.
        const next = usable[this.#waiters.indexOf(waiter)] ?? Infinity;
        const at = Math.max(next, this.#pausedUntil);
        if (at <= now) return this.#take(this.#freeAt.indexOf(next));
        const earliest = next === Infinity ? Math.max(now, this.#pausedUntil) : at;
        if (earliest >= until) break;
        if (next !== Infinity) await this.#clock.sleep(at - now);
        else await within(this.#change.promise, this.#clock, until - now, () => undefined);
      }
    } finally {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
    }
    this.#changed();
    return undefined;
  }

  /** Pauses these calls and slows them down. Returns how long they have been paused lately, in milliseconds. */
  throttled(waitMs: number): number {
    const now = this.#clock.now();
    const until = Math.max(this.#pausedUntil, now + waitMs);
    const wasPaused = this.#pausedUntil > now;
    this.#pausedMs += until - Math.max(this.#pausedUntil, now);
    this.#pausedUntil = until;
    this.#changed();
    // Calls that were under way together are refused together: that is one reason to slow down.
    if (!wasPaused) {
      this.#slowness = Math.min(this.#slowness * 2, this.#freeAt.length);
      this.#throttledAt = now;
    }
    return this.#pausedMs;
  }

  #take(slot: number): Release {
    this.#freeAt[slot] = Infinity;
    return () => {
      this.#freeAt[slot] = this.#clock.now() + this.#holdMs;
      this.#changed();
    };
  }

  /** How many slots are in use now. */
  #pace(now: number): number {
    if (this.#slowness > 1 && now - this.#throttledAt > PACE_RECOVERY_MS) {
      this.#slowness /= 2;
      this.#throttledAt = now;
      this.#pausedMs = 0;
    }
    return Math.max(1, Math.floor(this.#freeAt.length / this.#slowness));
  }

  #changed(): void {
    this.#change.fulfil();
    this.#change = signal();
  }
}

interface Signal {
  readonly promise: Promise<void>;
  readonly fulfil: () => void;
}

function signal(): Signal {
  let fulfil: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (fulfil = resolve));
  return { promise, fulfil };
}
