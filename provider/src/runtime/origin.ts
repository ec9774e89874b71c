import type { Configuration } from "./configuration";
import { bothSpellings } from "./configurationKeys";
import type { Properties } from "./inputs";

/** The output under which the state says where a space comes from. */
export const originKey = "__origin";

/** The layout of the state that this release writes. Release 0.1.0 wrote layout 1, which had no origin. */
const layout = 2;

/** Which organization made a space, as far as the configuration said it, and when. */
export interface Origin {
  readonly corpId?: string;
  readonly clientId?: string;
  /** When this package made the space, milliseconds since 1970; missing once an answer to a read has shown it. */
  readonly madeAt?: number;
}

/** Whether credentials are of the organization that made a space. "unknown" is what cannot tell. */
export type Relation = "same" | "other" | "unknown";

/** How each released layout says it. A state without a layout is of release 0.1.0. */
const layouts: Readonly<Record<number, (stored: Properties) => Origin>> = {
  1: () => ({}),
  2: ({ corpId, clientId, madeAt }) => ({
    ...(typeof corpId === "string" ? { corpId } : {}),
    ...(typeof clientId === "string" ? { clientId } : {}),
    ...(typeof madeAt === "number" ? { madeAt } : {}),
  }),
};

/**
 * The origin that a state holds.
 *
 * @throws if a newer release has written the state.
 */
export function readOrigin(state: Properties): Origin {
  const stored = asProperties(state[originKey]);
  const version = typeof stored["layout"] === "number" ? stored["layout"] : 1;
  const read = layouts[version];
  if (read) return read(stored);
  throw new Error(
    `a newer release of pulumi-dingtalk wrote this state (layout ${version}). Install that release, then run again.`,
  );
}

/** The state's entry for an origin. */
export const writeOrigin = (origin: Origin): Properties => ({ [originKey]: { layout, ...origin } });

/** The organization whose credentials a configuration holds. */
export function originOf({ corpId, credentials }: Pick<Configuration, "corpId" | "credentials">): Origin {
  return {
    ...(corpId === undefined ? {} : { corpId }),
    ...("clientId" in credentials ? { clientId: credentials.clientId } : {}),
  };
}

/** Two corpIds tell. Two client ids tell only if they are the same: an organization may have several apps. */
export function relationOf(origin: Origin, current: Origin): Relation {
  if (origin.corpId !== undefined && current.corpId !== undefined)
    return origin.corpId === current.corpId ? "same" : "other";
  return origin.clientId !== undefined && origin.clientId === current.clientId ? "same" : "unknown";
}

/** What the state should say after an answer under these credentials showed the space: it is not young any more. */
export function learn({ corpId, clientId }: Origin, current: Origin): Origin {
  const origin = {
    ...(corpId === undefined ? {} : { corpId }),
    ...(clientId === undefined ? {} : { clientId }),
  };
  if (corpId === undefined && clientId === undefined) return current;
  return relationOf(origin, current) === "same" ? { ...current, ...origin } : origin;
}

/** One line for credentials of another organization. */
export const otherOrganization = (spaceId: string, origin: Origin, current: Origin): string =>
  `organization ${origin.corpId ?? ""} made space ${spaceId}, and these credentials are of organization ${current.corpId ?? ""}. ` +
  `Nothing was changed. Give ${bothSpellings("corpId")}, the credentials or the option provider of ${origin.corpId ?? ""}; ` +
  "to have the space in another organization, give it a resource of its own.";

/** One line for what an app of perhaps another organization does not see. */
export function unseenByOtherApp(spaceId: string, origin: Origin, current: Origin): string {
  const maker = describe(origin);
  const why =
    maker === undefined
      ? "the state does not say which organization made it"
      : `${maker} made it, and these credentials are of ${describe(current) ?? "an app that the configuration does not name"}`;
  return (
    `DingTalk does not show space ${spaceId}, but ${why}: so this does not tell that the space is gone. ` +
    `Use the credentials that made it. If it was deleted indeed, run \`pulumi state delete <urn>\`.`
  );
}

function describe({ corpId, clientId }: Origin): string | undefined {
  if (corpId !== undefined) return `organization ${corpId}`;
  return clientId === undefined ? undefined : `app ${clientId}`;
}

const asProperties = (value: unknown): Properties =>
  typeof value === "object" && value !== null ? (value as Properties) : {};
