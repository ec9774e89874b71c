import { warnDeprecated } from "./deprecations";
import { duplicateNames } from "./duplicateNames";
import { check, type CheckResult } from "./handlers/check";
import type { Context } from "./handlers/context";
import { create } from "./handlers/create";
import { deleteHandler } from "./handlers/delete";
import { diff, type DiffResult } from "./handlers/diff";
import { read, type ReadResult } from "./handlers/read";
import { update } from "./handlers/update";
import type { Properties } from "./inputs";
import { Plan } from "./plan";
import { Session, type HandlerDependencies } from "./session";

interface ConfigureRequest {
  readonly config: { get(key: string): unknown };
  /** Whether a program that runs gives it, and not the state. The host of dynamic resources does not say. */
  readonly isOfProgram?: boolean;
}

/** What the engine calls for a DriveSpace. The names are in every user's state: they are frozen. */
export interface DriveSpaceHandlers {
  /** Only keeps the configuration: the host does not wait for this. */
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckResult>;
  /** The plugin says the resource's URN too; the host of dynamic resources does not know it. */
  diff(id: string, olds: Properties, news: Properties, urn?: string): Promise<DiffResult>;
  create(properties: Properties): Promise<{ id: string; outs: Record<string, unknown> }>;
  read(id: string, properties: Properties): Promise<ReadResult>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Record<string, unknown> }>;
  delete(id: string, properties: Properties, urn?: string): Promise<void>;
}

/**
 * Makes the handlers of one provider process. Each call of this function is "a new process": nothing is shared with
 * handlers that were made before.
 */
export function createHandlers(deps: HandlerDependencies): DriveSpaceHandlers {
  const session = new Session(deps);
  const context: Context = {
    session,
    plan: new Plan(),
    reporter: deps.reporter,
    now: deps.now ?? Date.now,
    checkDuplicateName: duplicateNames(),
    warnDeprecated: (inputs) => warnDeprecated(deps, "DriveSpace", inputs),
    justRead: new Set(),
  };
  return {
    configure: ({ config, isOfProgram }) => {
      session.configure((key) => config.get(key), isOfProgram);
      return Promise.resolve();
    },
    check: (olds, news) => Promise.resolve(check(context, olds, news)),
    diff: (id, olds, news, urn) => diff(context, id, olds, news, urn),
    create: (properties) => create(context, properties),
    read: (id, properties) => read(context, id, properties),
    update: (id, olds, news) => update(context, id, olds, news),
    delete: (id, properties, urn) => deleteHandler(context, id, properties, urn),
  };
}
