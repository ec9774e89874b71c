import { allScopes } from "./apis";

export interface AppSeed {
  /** AppKey, Client ID, or the SuiteKey of a third-party app. */
  clientId: string;
  clientSecret: string;
  /** The organization the app belongs to, or which has authorized it. */
  corpId: string;
  /** Permissions granted. @default every permission the emulated calls ask for */
  scopes?: readonly string[];
  /** @default "internal" */
  type?: "internal" | "third-party";
  /** What a third-party app must show for a token. */
  suiteTicket?: string;
}

/** A registered app; everything but its id may be changed while the emulator runs. */
export interface App {
  readonly clientId: string;
  clientSecret: string;
  corpId: string;
  scopes: Set<string>;
  type: "internal" | "third-party";
  suiteTicket: string | undefined;
}

export function registerApp(seed: AppSeed): App {
  return {
    clientId: seed.clientId,
    clientSecret: seed.clientSecret,
    corpId: seed.corpId,
    scopes: new Set(seed.scopes ?? allScopes),
    type: seed.type ?? "internal",
    suiteTicket: seed.suiteTicket,
  };
}
