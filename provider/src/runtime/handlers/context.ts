import { isOperatorBlind } from "../../dingtalk/errors/guards";
import type { Reporter } from "../../dingtalk/http/reporter";
import type { Space } from "../../dingtalk/wire/schemas";
import type { duplicateNames } from "../duplicateNames";
import type { Properties } from "../inputs";
import { learn, otherOrganization, readOrigin, relationOf, unseenByOtherApp, type Origin } from "../origin";
import type { Plan } from "../plan";
import type { Session } from "../session";
import { maySameSpace } from "../spaceState";

/** What the handlers of one provider process share. */
export interface Context {
  readonly session: Session;
  readonly plan: Plan;
  readonly reporter: Reporter;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly checkDuplicateName: ReturnType<typeof duplicateNames>;
  /** Warns of inputs that will go. */
  readonly warnDeprecated: (inputs: Properties) => void;
  /** What a refresh has just read. The diff that follows has its sides swapped: it replaces nothing. */
  readonly justRead: Set<string>;
}

/** @throws if the credentials are of another organization than the one that made the space. */
export function assertOwnOrganization({ session }: Context, id: string, state: Properties): Origin {
  const origin = readOrigin(state);
  const current = session.origin;
  if (current && relationOf(origin, current) === "other")
    throw new Error(otherOrganization(id, origin, current));
  return origin;
}

/**
 * The space, and what the state must say of its origin. If the app may be of another organization, what it does not
 * see tells nothing.
 *
 * @throws if these credentials cannot tell whether there is such a space.
 */
export async function readOwn(
  context: Context,
  id: string,
  unionId: string,
  state: Properties,
): Promise<{ space: Space | undefined; origin: Origin }> {
  const { session } = context;
  const origin = assertOwnOrganization(context, id, state);
  const space = await session.drive.read(id, unionId);
  const current = session.origin ?? {};
  const isSame = relationOf(origin, current) === "same";
  if (space && (isSame || maySameSpace(state, space))) return { space, origin: learn(origin, current) };
  if (!isSame) throw new Error(unseenByOtherApp(id, origin, current));
  return { space: undefined, origin };
}

/**
 * As `readOwn`, for whom it is enough that the space is not seen: a user who sees nothing at all does not see it either,
 * which says nothing about the space.
 */
export async function readIfSeen(
  context: Context,
  id: string,
  unionId: string,
  state: Properties,
): ReturnType<typeof readOwn> {
  try {
    return await readOwn(context, id, unionId, state);
  } catch (error) {
    if (!isOperatorBlind(error)) throw error;
    return { space: undefined, origin: readOrigin(state) };
  }
}
