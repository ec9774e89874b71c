import type { Clock } from "./clock";
import { DingTalkError, isCredentialsRefused, isRefused } from "./dingTalkError";
import type { Redactor } from "./redactor";
import type { Reporter } from "./reporter";
import type { Token } from "./wire";

/** An app of DingTalk's, or a token that somebody else has fetched. */
export type Credentials =
  | { readonly accessToken: string }
  | {
      /** AppKey / Client ID; the SuiteKey of a third-party app. */
      readonly clientId: string;
      readonly clientSecret: string;
      readonly corpId?: string | undefined;
      /** Makes it a third-party app. */
      readonly suiteTicket?: string | undefined;
      /** Tried once where DingTalk refuses `clientSecret`. */
      readonly newerSecret?: string | undefined;
    };

export type AppCredentials = Exclude<Credentials, { accessToken: string }>;

/** Renewed this long before it expires, or earlier for a token of a short life. Milliseconds. */
const earlyMs = 300_000;

/**
 * One token for everybody: cached until shortly before it expires, one request in flight, and a refusal of
 * the credentials remembered, since asking again cannot help within a run.
 */
export class TokenSource {
  #current: { value: string; renewAt: number } | undefined;
  #inFlight: Promise<string> | undefined;
  #refusal: DingTalkError | undefined;
  #credentials: Credentials;

  constructor(
    credentials: Credentials,
    private readonly fetchToken: (app: AppCredentials) => Promise<Token>,
    private readonly clock: Clock,
    private readonly redactor: Redactor,
    private readonly reporter: Reporter,
  ) {
    this.#credentials = credentials;
    if ("accessToken" in credentials) redactor.add(credentials.accessToken);
    else
      for (const secret of [credentials.clientSecret, credentials.newerSecret, credentials.suiteTicket])
        redactor.add(secret);
  }

  async get(): Promise<string> {
    if ("accessToken" in this.#credentials) return this.#credentials.accessToken;
    if (this.#refusal) throw this.#refusal;
    if (this.#current && this.clock.now() < this.#current.renewAt) return this.#current.value;
    this.#inFlight ??= this.#renew(this.#credentials).finally(() => (this.#inFlight = undefined));
    return this.#inFlight;
  }

  /** Whether another token can be had: not where somebody else has fetched it. */
  get renewable(): boolean {
    return !("accessToken" in this.#credentials);
  }

  /** DingTalk has refused this token. The next `get` fetches another, unless somebody already has. */
  refused(value: string): void {
    if (this.#current?.value === value) this.#current = undefined;
  }

  async #renew(app: AppCredentials): Promise<string> {
    try {
      const { value, expiresIn } = await this.#fetch(app);
      this.redactor.add(value);
      const lifeMs = expiresIn * 1_000;
      this.#current = { value, renewAt: this.clock.now() + Math.max(lifeMs / 2, lifeMs - earlyMs) };
      return value;
    } catch (error) {
      if (isRefused(error)) this.#refusal = error;
      throw error;
    }
  }

  async #fetch(app: AppCredentials): Promise<Token> {
    try {
      return await this.fetchToken(app);
    } catch (error) {
      if (!isCredentialsRefused(error) || app.newerSecret === undefined) throw error;
      const { newerSecret, ...rest } = app;
      const newer = { ...rest, clientSecret: newerSecret };
      const token = await this.fetchToken(newer);
      this.#credentials = newer;
      this.reporter.notice(
        "stale secret",
        "DingTalk refused the clientSecret of the stack's state or configuration, and took DINGTALK_CLIENT_SECRET instead. " +
          "To store the new one: `pulumi config set --secret dingtalk:clientSecret`, then `pulumi up`.",
      );
      return token;
    }
  }
}
