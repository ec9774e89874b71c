import { randomBytes } from "node:crypto";
import type { App } from "./app";

interface Token {
  readonly value: string;
  readonly app: App;
  expiresAt: number;
}

/** Gives out access tokens: an app's live token is given again and renewed. */
export class TokenDesk {
  readonly #byValue = new Map<string, Token>();
  readonly #byApp = new Map<App, Token>();
  /** Tokens made, not counting those given again. */
  issued = 0;

  /** @returns the app's token, good for `seconds` from now; with `anew` one beside those it has */
  give(app: App, now: number, seconds: number, anew = false): string {
    const live = anew ? undefined : this.#byApp.get(app);
    const expiresAt = now + seconds * 1000;
    if (live !== undefined && live.expiresAt > now) {
      live.expiresAt = expiresAt;
      return live.value;
    }
    if (live !== undefined) this.#byValue.delete(live.value);
    const token: Token = { value: randomBytes(16).toString("hex"), app, expiresAt };
    this.#byApp.set(app, token);
    this.#byValue.set(token.value, token);
    this.issued += 1;
    return token.value;
  }

  /** Whose token this is, if it still lives. */
  owner(value: string | undefined, now: number): App | undefined {
    const token = value === undefined ? undefined : this.#byValue.get(value);
    return token !== undefined && token.expiresAt > now ? token.app : undefined;
  }

  /** Forgets the tokens of one app, or of all. */
  revoke(clientId?: string): number {
    let revoked = 0;
    for (const token of [...this.#byValue.values()]) {
      if (clientId !== undefined && token.app.clientId !== clientId) continue;
      this.#byValue.delete(token.value);
      this.#byApp.delete(token.app);
      revoked += 1;
    }
    return revoked;
  }
}
