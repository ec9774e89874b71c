import type { TokenSource } from "../auth/tokenSource";
import type { DingTalkError } from "../errors/dingTalkError";
import { isCredentialsRefused } from "../errors/guards";

/** The tokens that one call was refused for: as long as DingTalk gives others, it is repeated. */
export class RefusedTokens {
  readonly #tokens: TokenSource;
  readonly #refused = new Set<string>();
  #mayPass = true;

  constructor(tokens: TokenSource) {
    this.#tokens = tokens;
  }

  add(token: string): void {
    const isNew = !this.#refused.has(token);
    this.#refused.add(token);
    this.#mayPass = this.#tokens.refused(token) && isNew;
  }

  /** Whether another token can be had, or the same one again for the first time: asking renews it. */
  get mayPass(): boolean {
    return this.#mayPass;
  }

  /** Credentials that DingTalk gives fresh tokens for are right. */
  explain(error: DingTalkError): DingTalkError {
    if (error.kind === "token" && this.#refused.size > 1 && this.#mayPass)
      return error.advised("DingTalk refuses tokens that it has just given. Run again in a few minutes.");
    return error.kind === "token" || isCredentialsRefused(error) ? this.#tokens.explain(error) : error;
  }
}
