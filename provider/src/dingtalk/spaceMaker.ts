import type { Clock, Deadline } from "./clock";
import { DingTalkError, isBlocked, isUnknown } from "./dingTalkError";
import type { LookAround, View } from "./lookAround";
import { reconcile } from "./reconcile";
import { PartlyDone, Refusal } from "./refusal";
import type { SpaceReader } from "./spaceReader";
import { partialSpaceId, type Spaces } from "./spaces";
import { wholeSpace, type ListedSpace, type Space } from "./wire";

export interface SpaceRequest {
  readonly name: string;
  readonly unionId: string;
  readonly allowDuplicateName: boolean;
}

/**
 * When to look for a space whose making has an unknown outcome, in milliseconds after that is known: at once
 * for what is done and only unheard of, later for what is still under way.
 */
const looks = [500, 5_000, 15_000];
/** What a second attempt and its looks may take at the most. Milliseconds. */
const attemptMs = 35_000;

/**
 * Makes exactly one space. An add has no idempotency key: one whose outcome is unknown is never repeated
 * before complete lists have shown that there is no space of it.
 */
export class SpaceMaker {
  /** Ids that belong to resources of this run. */
  readonly #claimed = new Set<string>();
  /** Names that this run has given, and to which space. */
  readonly #names = new Map<string, string>();
  readonly #deleted = new Set<string>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly spaces: Spaces,
    private readonly lookAround: LookAround,
    private readonly readerFor: (unionId: string) => SpaceReader,
    private readonly clock: Clock,
  ) {}

  /** One after the other for each name: of two attempts at one name at a time, neither could say which space is its own. */
  create(request: SpaceRequest, deadline: Deadline): Promise<Space> {
    const before = this.#queues.get(request.name) ?? Promise.resolve();
    const result = before.then(() => this.#create(request, deadline));
    this.#queues.set(
      request.name,
      result.catch(() => undefined),
    );
    return result;
  }

  /** Takes over a space that exists. One that this run has deleted is being replaced: a new one is made. */
  async adopt(spaceId: string, request: SpaceRequest, deadline: Deadline): Promise<Space> {
    const { name, unionId } = request;
    if (this.#deleted.has(spaceId)) return this.create(request, deadline);
    if (this.#claimed.has(spaceId))
      throw new Refusal(
        `Space ${spaceId} already belongs to another resource of this program. Import it once.`,
      );
    this.#claimed.add(spaceId);
    try {
      const space = await this.readerFor(unionId).read(spaceId, deadline);
      if (!space) {
        throw new Refusal(
          `There is no space ${spaceId} that unionId's user can see. Correct the option import, or take it out to have a new space made.`,
        );
      }
      if (space.spaceName !== name) {
        throw new Refusal(
          `Space ${spaceId} is named '${space.spaceName}', not '${name}'. Set name: ${JSON.stringify(space.spaceName)}.`,
        );
      }
      this.#names.set(name, spaceId);
      return space;
    } catch (error) {
      this.#claimed.delete(spaceId);
      throw error;
    }
  }

  /** This run has deleted a space: its name is free again. */
  forget(spaceId: string): void {
    this.#deleted.add(spaceId);
    this.#claimed.delete(spaceId);
    for (const [name, id] of this.#names) if (id === spaceId) this.#names.delete(name);
  }

  async #create(request: SpaceRequest, deadline: Deadline): Promise<Space> {
    const { name, unionId, allowDuplicateName } = request;
    const made = this.#names.get(name);
    if (made !== undefined && !allowDuplicateName) {
      throw new Refusal(
        `Another resource of this program has the space of this name (id ${made}). Give one of them another name, or set allowDuplicateName: true.`,
      );
    }
    const view = await this.lookAround.before(unionId, deadline);
    const holders = (view?.spaces ?? []).filter(
      ({ spaceId, spaceName }) => spaceName === name && !this.#deleted.has(spaceId),
    );
    if (holders.length > 0 && !allowDuplicateName) throw nameTaken(holders);
    return this.#add(request, view, deadline);
  }

  async #add(
    request: SpaceRequest,
    view: View | undefined,
    deadline: Deadline,
    firstFailure?: DingTalkError,
  ): Promise<Space> {
    const { name, unionId } = request;
    const sentAt = this.clock.now();
    try {
      return this.#claim(request, await this.spaces.add(name, unionId, deadline), view);
    } catch (error) {
      if (!(error instanceof DingTalkError)) throw error;
      // What was refused was not done, unless the attempt before this one may have been.
      if (!firstFailure && !isUnknown(error) && error.code !== "blocked.page") throw error;
      const found = await this.#search(request, view, sentAt, deadline, error);
      if (found) return this.#claim(request, found, view);
      if (firstFailure || isBlocked(error)) throw error;
      if (deadline.left < attemptMs) {
        throw new Refusal(
          `${error.message} No space was made, and there was no time left for another attempt. Run pulumi up again.`,
        );
      }
      return this.#add(request, view, deadline, error);
    }
  }

  /** The space that an attempt of unknown outcome has made; `undefined` if it has made none. */
  async #search(
    { name, unionId }: SpaceRequest,
    view: View | undefined,
    sentAt: number,
    deadline: Deadline,
    failure: DingTalkError,
  ): Promise<Space | undefined> {
    const hint = partialSpaceId(failure);
    if (hint !== undefined && !view?.spaces.some(({ spaceId }) => spaceId === hint)) {
      return this.#complete(hint, unionId, deadline, failure);
    }
    if (!view) throw new Refusal(unseen(name, failure, sentAt));
    let problem: unknown;
    let waited = 0;
    for (const at of isBlocked(failure) ? looks.slice(0, 1) : looks) {
      if (!(await deadline.sleep(at - waited))) break;
      waited = at;
      let list: readonly ListedSpace[];
      try {
        list = (await this.lookAround.after(unionId, deadline, { evenIfBlocked: true })).spaces;
        problem = undefined;
      } catch (error) {
        problem = error;
        if (error instanceof DingTalkError && !isUnknown(error)) break;
        continue;
      }
      const seen = new Set(view.spaces.map(({ spaceId }) => spaceId));
      const claimed = new Set([...this.#claimed, ...this.#deleted]);
      const finding = reconcile({ name, sentAt, lookedAt: view.at, seen, claimed }, list);
      if (finding.kind === "unclear") throw unclear(finding.spaces, failure);
      if (finding.kind === "one") {
        const { space } = finding;
        return wholeSpace(space) ?? (await this.#complete(space.spaceId, unionId, deadline, failure));
      }
    }
    if (problem !== undefined)
      throw isBlocked(failure) ? failure : new Refusal(unresolved(name, failure, problem));
    return undefined;
  }

  /** The space is there, and its fields are not yet: whatever happens now, its id is known. */
  async #complete(
    spaceId: string,
    unionId: string,
    deadline: Deadline,
    failure: DingTalkError,
  ): Promise<Space> {
    let why = "DingTalk does not show it yet.";
    try {
      const space = await this.readerFor(unionId).read(spaceId, deadline, 0);
      if (space) return space;
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
    throw new PartlyDone(
      spaceId,
      `${failure.message} The space was made with id ${spaceId}, which is in the state now, but could not be read: ${why} Run pulumi up again.`,
    );
  }

  #claim({ name, unionId }: SpaceRequest, space: Space, view: View | undefined): Space {
    const { spaceId } = space;
    if (this.#claimed.has(spaceId) || view?.spaces.some((seen) => seen.spaceId === spaceId)) {
      throw new Refusal(
        `DingTalk answered with space ${spaceId}, which was there before: no space was made. Change name, or take that space over with the option import: "${spaceId}".`,
      );
    }
    this.#claimed.add(spaceId);
    this.#names.set(name, spaceId);
    this.readerFor(unionId).remember(space);
    return space;
  }
}

function nameTaken(holders: readonly ListedSpace[]): Refusal {
  const [first] = holders;
  const id = first?.spaceId ?? "";
  return new Refusal(
    `DingTalk already has ${holders.length === 1 ? "a space" : `${holders.length} spaces`} of this name: ${holders.map(describe).join("; ")}. ` +
      `Nothing was created. To take it over, set the option import: "${id}" and run pulumi up. ` +
      "To have another of the same name, set allowDuplicateName: true.",
  );
}

function unclear(spaces: readonly ListedSpace[], failure: DingTalkError): Refusal {
  return new Refusal(
    `${failure.message} It is not clear which space this attempt has made, if any: ${spaces.map(describe).join("; ")}. ` +
      `Take one over with the option import: "<id>", or delete it in DingTalk Drive; then run pulumi up again.`,
  );
}

const unseen = (name: string, failure: DingTalkError, sentAt: number) =>
  `${failure.message} Whether the space was made is not known, and the app lacks the permission Drive.Space.Read to look. ` +
  `Look in DingTalk Drive for a space '${name}' created at about ${new Date(sentAt).toISOString()}: if it is there, ` +
  `take it over with the option import: "<its id>"; if not, run pulumi up again.`;

function unresolved(name: string, failure: DingTalkError, problem: unknown): string {
  const why = problem instanceof Error ? problem.message : String(problem);
  return (
    `${failure.message} Whether the space was made is not known, since looking for it failed: ${why} ` +
    `Run pulumi up again: it looks for a space '${name}' first, and names it if it is there; ` +
    `then take it over with the option import: "<its id>".`
  );
}

function describe(space: ListedSpace): string {
  const created = space["createTime"];
  return `id ${space.spaceId}, created ${typeof created === "string" ? created : "at an unknown time"}`;
}
