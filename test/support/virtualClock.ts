import type { Clock } from "../../provider/src/dingtalk/http/clock";
import { SLEPT_MS } from "../../provider/src/dingtalk/http/timings";
import { TransportError, type Transport } from "../../provider/src/dingtalk/http/transport";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** One for all: thousands of sleeps are called off, and nobody looks at why. */
const calledOffError = new Error("called off");
/** Turns of Node's loop in which nothing happens before time goes on: a message to this process itself takes fewer. */
const quietTurns = 8;
/** Time with nothing on any socket after which a request counts as one that waits, milliseconds of real time. */
const quietMs = 25;

/**
 * The clock of all tests: it stands still while anything is being computed or is on its way, and then jumps to what
 * is waited for next. It goes on by `pass`, while `run` waits, or, once it `flows`, by itself.
 */
export class VirtualClock implements Clock {
  /** In the order in which they wake. */
  readonly #sleepers: Sleeper[] = [];
  #time: number;
  #flows = false;
  #isWatched = false;
  /** What has happened: whoever asks for the time, sleeps or sends is at work. */
  #events = 0;
  /** Requests under way, and waits of the server that answers them. */
  #requests = 0;
  #held = 0;
  /** Requests over a network of their own, which take their own time. */
  #elsewhere = 0;

  /** In the middle of a minute: DingTalk's times may be to the minute. */
  constructor(time = Date.parse("2026-08-01T12:00:30Z")) {
    this.#time = time;
  }

  readonly now = (): number => {
    this.#events += 1;
    return this.#time;
  };

  readonly sleep = (ms: number, calledOff?: AbortSignal): Promise<void> =>
    new Promise((wake, reject) => {
      this.#events += 1;
      const sleeper = { at: this.#time + Math.max(0, ms), wake: () => awake() };
      const place = this.#sleepers.findIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(place === -1 ? this.#sleepers.length : place, 0, sleeper);
      const leave = () => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index !== -1) this.#sleepers.splice(index, 1);
        reject(calledOffError);
      };
      const awake = () => {
        calledOff?.removeEventListener("abort", leave);
        wake();
      };
      if (calledOff?.aborted === true) leave();
      else calledOff?.addEventListener("abort", leave, { once: true });
      this.#watch();
    });

  /** The same clock for a server that answers over a socket. */
  readonly serving: Clock = {
    now: this.now,
    sleep: async (ms, calledOff) => {
      this.#held += 1;
      try {
        await this.sleep(ms, calledOff);
      } finally {
        this.#held -= 1;
      }
    },
  };

  /** Lets time go by, waking who sleeps in the order of their times. */
  async pass(ms: number): Promise<void> {
    const end = this.#time + ms;
    await settle();
    while (this.#wakeNext(end)) await settle();
    this.#time = Math.max(this.#time, end);
  }

  /** Lets time go by until the work is done, and then until nobody sleeps any longer. No work over a socket. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const result = work.finally(() => (state.done = true));
    result.catch(() => undefined);
    for (;;) {
      await settle();
      if (state.done) break;
      if (!this.#wakeNext()) throw new Error("The work waits for something that will never come.");
    }
    while (this.#wakeNext()) await settle();
    return result;
  }

  /** The process sleeps: what is due when it awakes comes before anything is read. */
  leap(ms: number): void {
    this.#time += ms;
    while (this.#wakeNext(this.#time));
  }

  /** From now on time goes on by itself whenever everybody waits for it. */
  flow(): this {
    this.#flows = true;
    this.#watch();
    return this;
  }

  /** The same transport, whose requests end by this clock: what holds an answer back must sleep by it too. */
  over(transport: Transport): Transport {
    return async (request) => {
      this.#requests += 1;
      const { timeoutMs } = request;
      const over = new AbortController();
      const late = this.#late(timeoutMs, over.signal);
      late.catch(() => undefined);
      // Only this clock ends it; the connection is left to whoever closes the server.
      const answer = transport({ ...request, timeoutMs: 120_000 });
      answer.catch(() => undefined);
      try {
        return await Promise.race([answer, late]);
      } finally {
        this.#requests -= 1;
        this.#events += 1;
        over.abort(calledOffError);
      }
    };
  }

  /** As the package's own timer: after a sleep of the process what lies in the socket is read first. */
  async #late(timeoutMs: number, calledOff: AbortSignal): Promise<never> {
    const due = this.#time + timeoutMs;
    await this.sleep(timeoutMs, calledOff);
    if (this.#time - due > SLEPT_MS) await this.sleep(SLEPT_MS, calledOff);
    throw new TransportError("no.answer", `No answer within ${Math.round(timeoutMs / 100) / 10} s`);
  }

  /** The same transport, whose requests time is not put past: they go where no wait is by this clock. */
  beside(transport: Transport): Transport {
    return async (request) => {
      this.#elsewhere += 1;
      try {
        return await transport(request);
      } finally {
        this.#elsewhere -= 1;
        this.#events += 1;
        this.#watch();
      }
    };
  }

  /** One watcher, as long as anybody sleeps. */
  #watch(): void {
    if (!this.#flows || this.#isWatched) return;
    this.#isWatched = true;
    void (async () => {
      while (this.#sleepers.length > 0 && this.#elsewhere === 0) {
        if (await this.#isQuiet()) this.#wakeNext();
      }
      this.#isWatched = false;
    })();
  }

  /** Whether everybody waits for time to go on. */
  async #isQuiet(): Promise<boolean> {
    const events = this.#events;
    const isStill = () => events === this.#events && this.#elsewhere === 0;
    if (this.#requests > this.#held) await new Promise((resolve) => setTimeout(resolve, quietMs));
    for (let turn = 0; turn < quietTurns && isStill(); turn += 1) await settle();
    return isStill();
  }

  /** Goes on to the next moment that somebody waits for, if there is one up to `end`. */
  #wakeNext(end = Infinity): boolean {
    const [next] = this.#sleepers;
    if (!next || next.at > end) return false;
    this.#events += 1;
    this.#sleepers.shift();
    this.#time = Math.max(this.#time, next.at);
    next.wake();
    return true;
  }
}

/** Lets everything run that waits for nothing but promises. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
