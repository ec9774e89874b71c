import type { Answer } from "../answer";
import type { App } from "../app";
import type { Call } from "../call";
import type { Behaviour } from "../options";
import type { Organization } from "../organization";

/** What a call may use once the gateway has let it through. */
export interface Context {
  readonly app: App;
  readonly organization: Organization;
  readonly behaviour: Behaviour;
  readonly now: number;
}

/** Does what a call asks for; whatever it does, it does at once. */
export type Endpoint = (call: Call, context: Context) => Answer;
