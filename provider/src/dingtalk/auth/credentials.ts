/** Where a value comes from. */
export type CredentialSource = "stack" | "provider" | "state" | "environment";

export type CredentialKey = "clientId" | "clientSecret" | "corpId" | "suiteTicket" | "accessToken";

/** Where each value comes from, so that an error can say which to change. */
export interface CredentialSources {
  readonly of: Readonly<Partial<Record<CredentialKey, CredentialSource>>>;
  /** The explicit provider's name in the program. */
  readonly provider?: string | undefined;
}

/** A token that somebody else has fetched. */
export interface TokenCredentials {
  readonly accessToken: string;
  /** Used if DingTalk refuses `accessToken`. */
  readonly newerToken?: string | undefined;
  readonly sources?: CredentialSources | undefined;
}

/** An app of DingTalk's. */
export interface AppCredentials {
  /** AppKey / Client ID; the SuiteKey of a third-party app. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly corpId?: string | undefined;
  /** Makes it a third-party app. */
  readonly suiteTicket?: string | undefined;
  /** Tried once if DingTalk refuses `clientSecret`. */
  readonly newerSecret?: string | undefined;
  /** Tried once if DingTalk refuses `suiteTicket`. */
  readonly newerTicket?: string | undefined;
  readonly sources?: CredentialSources | undefined;
}

export type Credentials = TokenCredentials | AppCredentials;

/** Everything in it that must not be shown. */
export const secretsOf = (credentials: Credentials): readonly (string | undefined)[] =>
  "accessToken" in credentials
    ? [credentials.accessToken, credentials.newerToken]
    : [credentials.clientSecret, credentials.newerSecret, credentials.suiteTicket, credentials.newerTicket];
