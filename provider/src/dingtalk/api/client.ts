import type * as z from "zod/mini";
import { tokenRequest } from "../auth/tokenRequest";
import type { AppCredentials, Credentials } from "../auth/credentials";
import { TokenSource } from "../auth/tokenSource";
import type { Outcome } from "../errors/classify";
import { outOfTime } from "../errors/dingTalkError";
import { isFree } from "../errors/guards";
import type { Release } from "../http/bucket";
import { Budget } from "../http/budget";
import type { Clock } from "../http/clock";
import { Deadline } from "../http/deadline";
import { sayIfLong } from "../http/longWait";
import { RateLimiter } from "../http/rateLimiter";
import { Redactor } from "../http/redactor";
import type { Reporter } from "../http/reporter";
import type { Call, Endpoints } from "../http/request";
import { ServerClock } from "../http/serverClock";
import { TOKEN_MS } from "../http/timings";
import type { Transport } from "../http/transport";
import { operations, type Operation } from "../wire/operation";
import type { Token } from "../wire/schemas";
import { Closures } from "./closures";
import { RefusedTokens } from "./refusedTokens";
import { repeat } from "./repeat";
import { Sender } from "./sender";
import type { Trace } from "./trace";

export interface ClientSettings extends Endpoints {
  readonly credentials: Credentials;
  readonly callsPerSecond: number;
  readonly maxCalls: number | undefined;
}

export interface Dependencies {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The clock of deadlines, which does not count sleeps of the process. @default `clock` */
  readonly awake?: Clock | undefined;
  readonly reporter: Reporter;
  readonly trace?: Trace | undefined;
  /** Called before what must not be done for nobody, an add or a delete; does not come back if nobody waits any longer. */
  readonly beforeWrite?: (() => Promise<void>) | undefined;
}

/**
 * Called when everything else has been waited for, right before the request goes out. If it throws, it does not.
 *
 * @returns whether that took time: what must hold when the request goes out is asked once more.
 */
export type BeforeSend = () => boolean | Promise<boolean>;

export interface CallOptions {
  /** Makes the call although DingTalk has just blocked this IP address: for the one look that says whether a space was made after all. */
  readonly evenIfBlocked?: boolean;
  readonly beforeSend?: BeforeSend;
}

/**
 * Makes calls: paced, counted, with a token, repeated if an error says that this is right. What it throws is a
 * `DingTalkError` or a `BudgetError`, one line without secrets.
 */
export class Client {
  readonly #clock: Clock;
  readonly #awake: Clock;
  readonly #reporter: Reporter;
  readonly #serverClock = new ServerClock();
  readonly #beforeWrite: Dependencies["beforeWrite"];
  readonly #budget: Budget;
  readonly #limiter: RateLimiter;
  readonly #closures: Closures;
  readonly #sender: Sender;
  readonly #tokens: TokenSource;

  constructor(settings: ClientSettings, deps: Dependencies) {
    const { clock, reporter } = deps;
    const redactor = new Redactor();
    this.#clock = clock;
    this.#awake = deps.awake ?? clock;
    this.#reporter = reporter;
    this.#beforeWrite = deps.beforeWrite;
    this.#budget = new Budget(settings.maxCalls);
    this.#limiter = new RateLimiter(settings.callsPerSecond, this.#awake, reporter);
    this.#closures = new Closures(clock);
    this.#sender = new Sender(settings, {
      ...deps,
      redactor,
      budget: this.#budget,
      serverClock: this.#serverClock,
    });
    const fetchToken = (app: AppCredentials) => this.#fetchToken(app);
    const { endpoint } = settings;
    this.#tokens = new TokenSource(settings.credentials, { endpoint, fetchToken, clock, redactor, reporter });
  }

  /** By how much DingTalk's clock is ahead of this machine's; `undefined` as long as no answer has shown it. */
  get clockSkewMs(): number | undefined {
    return this.#serverClock.skewMs;
  }

  /** How many calls `maxCalls` still allows. */
  get callsLeft(): number {
    return this.#budget.left;
  }

  /** Fetches the token while nothing else is to be done yet; if it cannot be had, the first call says so. */
  prepare(): void {
    this.#tokens.get().catch(() => undefined);
  }

  async call<T extends z.core.$ZodType>(
    operation: Operation,
    call: Call<T>,
    deadline: Deadline,
    { evenIfBlocked = false, beforeSend }: CallOptions = {},
  ): Promise<z.output<T>> {
    const { counted, repeatable } = operations[operation];
    const refused = new RefusedTokens(this.#tokens);
    return repeat({
      ...this.#repetition(operation, deadline),
      canRenewToken: () => refused.mayPass,
      explain: (error) => refused.explain(error),
      once: async (number) => {
        this.#closures.assertOpen(operation, evenIfBlocked);
        if (counted) this.#budget.assertLeft();
        const askedAt = this.#clock.now();
        const release = await this.#acquire(operation, deadline);
        try {
          const waitMs = this.#clock.now() - askedAt;
          // Only now: while calls wait, a token may expire.
          const token = await this.#token(operation, deadline);
          this.#closures.assertOpen(operation, evenIfBlocked);
          do if (!repeatable) await this.#beforeWrite?.();
          while (await beforeSend?.());
          if (deadline.left <= 0) throw tooLate(operation);
          if (counted) this.#budget.take();
          const outcome = await this.#sender.send({ operation, call, deadline, number, waitMs, token });
          if (!("error" in outcome)) {
            this.#closures.succeeded(operation);
            return outcome;
          }
          if (counted && isFree(outcome.error)) this.#budget.giveBack();
          if (outcome.error.kind === "token") refused.add(token);
          return { error: this.#closures.learn(outcome.error) };
        } finally {
          release();
        }
      },
    });
  }

  /** Waits for the rate limiter, which says itself if DingTalk throttles: one line a run is enough for both. */
  async #acquire(operation: Operation, deadline: Deadline): Promise<Release> {
    const release = await sayIfLong(this.#limiter.acquire(operation, deadline.end), {
      ...this.#lines,
      key: "throttled",
      line: "more calls are waiting than callsPerSecond allows; they go out one after the other.",
    });
    if (!release) throw tooLate(operation);
    return release;
  }

  #token(operation: Operation, deadline: Deadline): Promise<string> {
    const late = () =>
      outOfTime(operation, "timed out waiting for an access token; the request was not sent");
    return sayIfLong(deadline.share(this.#tokens.get(), late), {
      ...this.#lines,
      key: "token",
      line: "waiting for DingTalk to give an access token.",
    });
  }

  get #lines() {
    return { clock: this.#clock, reporter: this.#reporter };
  }

  #repetition(operation: Operation, deadline: Deadline) {
    const throttled = (waitMs: number) => this.#limiter.throttled(operation, waitMs);
    return { ...this.#lines, operation, deadline, throttled };
  }

  #fetchToken(app: AppCredentials): Promise<Token> {
    const operation = "token";
    const deadline = new Deadline(this.#awake, TOKEN_MS);
    return repeat({
      ...this.#repetition(operation, deadline),
      once: async (number): Promise<Outcome<Token>> => {
        this.#closures.assertOpen(operation, false);
        const outcome = await this.#sender.send({
          operation,
          call: tokenRequest(app),
          deadline,
          number,
          waitMs: 0,
        });
        if ("error" in outcome) this.#closures.learn(outcome.error);
        return outcome;
      },
    });
  }
}

const tooLate = (operation: Operation) =>
  outOfTime(operation, "timed out waiting for the rate limiter; the request was not sent");
