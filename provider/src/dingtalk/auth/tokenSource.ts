import { credentialAdvice } from "./credentialAdvice";
import { secretsOf, type AppCredentials, type Credentials } from "./credentials";
import { DingTalkError } from "../errors/dingTalkError";
import { areIdsInDoubt, isCredentialsRefused, isRefused, isTicketRefused } from "../errors/guards";
import type { Clock } from "../http/clock";
import type { Redactor } from "../http/redactor";
import type { Reporter } from "../http/reporter";
import { TOKEN_EARLY_MS } from "../http/timings";
import type { Token } from "../wire/schemas";

export interface TokenSourceDependencies {
  /** Where the token is asked for. */
  readonly endpoint: URL;
  readonly fetchToken: (app: AppCredentials) => Promise<Token>;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly reporter: Reporter;
}

/**
 * One token for everybody: cached until shortly before it expires, one request in flight, and a refusal of
 * the credentials remembered, since asking again cannot help within a run.
 */
export class TokenSource {
  #current: { value: string; renewAt: number } | undefined;
  #inFlight: Promise<string> | undefined;
  #refusal: DingTalkError | undefined;
  #credentials: Credentials;
  readonly #deps: TokenSourceDependencies;

  constructor(credentials: Credentials, deps: TokenSourceDependencies) {
    this.#deps = deps;
    this.#credentials = credentials;
    for (const secret of secretsOf(credentials)) deps.redactor.add(secret);
  }

  async get(): Promise<string> {
    if ("accessToken" in this.#credentials) return this.#credentials.accessToken;
    if (this.#refusal) throw this.#refusal;
    if (this.#current && this.#deps.clock.now() < this.#current.renewAt) return this.#current.value;
    this.#inFlight ??= this.#renew(this.#credentials).finally(() => (this.#inFlight = undefined));
    return this.#inFlight;
  }

  /**
   * DingTalk has refused this token. The next `get` fetches another, unless somebody already has; a ready token
   * gives way to the environment's.
   *
   * @returns whether `get` can give another
   */
  refused(value: string): boolean {
    if (!("accessToken" in this.#credentials)) {
      if (this.#current?.value === value) this.#current = undefined;
      return true;
    }
    const { accessToken, newerToken, sources } = this.#credentials;
    if (accessToken !== value) return true;
    if (newerToken === undefined) return false;
    this.#credentials = {
      accessToken: newerToken,
      sources: sources && { of: { accessToken: "environment" } },
    };
    this.#sayReplaced("accessToken", "DINGTALK_ACCESS_TOKEN");
    return true;
  }

  /** The same error with what is known here of the credentials. */
  explain(error: DingTalkError): DingTalkError {
    const advice = credentialAdvice(error, this.#credentials, this.#deps.endpoint);
    return advice === undefined ? error : error.advised(advice);
  }

  async #renew(app: AppCredentials): Promise<string> {
    try {
      const { value, expiresIn } = await this.#fetch(app);
      this.#deps.redactor.add(value);
      const lifeMs = expiresIn * 1_000;
      const renewAt = this.#deps.clock.now() + Math.max(lifeMs / 2, lifeMs - TOKEN_EARLY_MS);
      this.#current = { value, renewAt };
      return value;
    } catch (error) {
      if (!(error instanceof DingTalkError)) throw error;
      const explained = this.explain(error);
      if (isRefused(error) || areIdsInDoubt(error)) this.#refusal = explained;
      throw explained;
    }
  }

  async #fetch(wanted: AppCredentials): Promise<Token> {
    const replaced: Replaced[] = [];
    for (let app = wanted; ;) {
      try {
        const token = await this.#deps.fetchToken(app);
        this.#credentials = app;
        for (const { key, variable } of replaced) this.#sayReplaced(key, variable);
        return token;
      } catch (error) {
        const next = replacement(app, error);
        if (!next) throw error;
        replaced.push(next);
        ({ app } = next);
      }
    }
  }

  #sayReplaced(key: string, variable: string): void {
    this.#deps.reporter.notice(
      `stale ${key}`,
      `DingTalk refused the ${key} of the stack's state or configuration, and ${variable} is used instead. ` +
        `To store the new one: \`pulumi config set --secret dingtalk:${key}\`, then \`pulumi up\`.`,
    );
  }
}

interface Replaced {
  readonly key: "clientSecret" | "suiteTicket";
  readonly variable: string;
  readonly app: AppCredentials;
}

/** The app with the environment's value in the place of what DingTalk has refused, if there is one. */
function replacement(app: AppCredentials, error: unknown): Replaced | undefined {
  const { newerSecret, newerTicket, sources } = app;
  const from = (key: Replaced["key"]) =>
    sources && { ...sources, of: { ...sources.of, [key]: "environment" as const } };
  if (newerSecret !== undefined && isCredentialsRefused(error)) {
    const key = "clientSecret";
    const next = { ...app, clientSecret: newerSecret, newerSecret: undefined, sources: from(key) };
    return { key, variable: "DINGTALK_CLIENT_SECRET", app: next };
  }
  if (newerTicket !== undefined && isTicketRefused(error)) {
    const key = "suiteTicket";
    const next = { ...app, suiteTicket: newerTicket, newerTicket: undefined, sources: from(key) };
    return { key, variable: "DINGTALK_SUITE_TICKET", app: next };
  }
  return undefined;
}
