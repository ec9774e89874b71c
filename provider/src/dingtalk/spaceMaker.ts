import type { Clock, Deadline } from "./clock";
import {
  maybeTwice,
  nameTaken,
  nothingSeen,
  textOf,
  twice,
  unclear,
  unresolved,
  unseen,
} from "./createMessages";
import { DingTalkError, isUnknown } from "./dingTalkError";
import type { LookAround, View } from "./lookAround";
import { reconcile } from "./reconcile";
import { sameName } from "./sameName";
import { PartlyDone, Refusal } from "./refusal";
import type { SpaceReader } from "./spaceReader";
import type { SpaceRequest } from "./spaceRequest";
import { partialSpaceId, type Spaces } from "./spaces";
import { wholeSpace, type ListedSpace, type Space } from "./wire";

/**
 * When to look for a space whose making has an unknown outcome, in milliseconds after that is known: at once
 * for what is done and only unheard of, later for what is still under way. Where no answer came in time, the
 * deed may be slow too, and is waited for longer before another attempt.
 */
const looks = [500, 5_000, 15_000];
const patientLooks = [500, 5_000, 20_000, 40_000];
/** After a second attempt: when to look whether both were done, where its own outcome is known and where not. Milliseconds. */
const lateLook = { known: 5_000, slow: 20_000, unknown: 15_000 } as const;
/** What a second attempt and its looks may take at the most. Milliseconds. */
const attemptMs = 40_000;

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
      if (!sameName(space.spaceName, name)) {
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

  /** Whether this run has made this space, or taken it over. */
  owns(spaceId: string): boolean {
    return this.#claimed.has(spaceId);
  }

  /**
   * Says no where the space that shall replace another cannot have its name: before the other is deleted.
   *
   * @param leaving ids of spaces that this run is about to delete: their names will be free.
   */
  async assertFree(
    request: SpaceRequest,
    leaving: Pick<ReadonlySet<string>, "has">,
    deadline: Deadline,
  ): Promise<void> {
    const view = await this.lookAround.before(request.unionId, deadline);
    const holders = this.#holders(request, view).filter(({ spaceId }) => !leaving.has(spaceId));
    if (holders.length > 0) throw nameTaken(holders);
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
    const holders = this.#holders(request, view);
    if (holders.length > 0) throw nameTaken(holders);
    return this.#add(request, view, deadline);
  }

  #holders({ name, allowDuplicateName }: SpaceRequest, view: View | undefined): readonly ListedSpace[] {
    if (allowDuplicateName || !view) return [];
    return view.spaces.filter(
      ({ spaceId, spaceName }) => sameName(spaceName, name) && !this.#deleted.has(spaceId),
    );
  }

  async #add(
    request: SpaceRequest,
    view: View | undefined,
    deadline: Deadline,
    firstFailure?: DingTalkError,
  ): Promise<Space> {
    const { name, unionId } = request;
    const sentAt = this.clock.now();
    let space: Space;
    try {
      space = await this.spaces.add(name, unionId, deadline);
    } catch (error) {
      if (!(error instanceof DingTalkError)) throw error;
      // What was refused was not done, unless the attempt before this one may have been.
      if (!firstFailure && !mayBeDone(error)) throw error;
      const times = !firstFailure && isSlow(error) ? patientLooks : looks;
      const found = await this.#search(request, view, sentAt, deadline, error, times);
      if (found) {
        if (firstFailure && view)
          await this.#assertOnly(request, found, view, deadline, error, lateLook.unknown);
        return found;
      }
      if (!isUnknown(error)) throw error;
      if (firstFailure) throw new Refusal(nothingSeen(request, error, sentAt, "after two attempts"));
      if (deadline.left < attemptMs)
        throw new Refusal(
          nothingSeen(request, error, sentAt, "and there was no time left for another attempt"),
        );
      return this.#add(request, view, deadline, error);
    }
    this.#claim(request, space, view);
    if (firstFailure && view) {
      const wait = isSlow(firstFailure) ? lateLook.slow : lateLook.known;
      await this.#assertOnly(request, space, view, deadline, firstFailure, wait);
    }
    return space;
  }

  /** One attempt may have been done while the other was looked for: then there are two, and somebody must know. */
  async #assertOnly(
    { name, unionId }: SpaceRequest,
    { spaceId }: Space,
    view: View,
    deadline: Deadline,
    failure: DingTalkError,
    waitMs: number,
  ): Promise<void> {
    let others: readonly ListedSpace[];
    try {
      await deadline.sleep(waitMs);
      const now = await this.lookAround.after(unionId, deadline);
      others = this.#unowned(now.spaces, view).filter(({ spaceName }) => sameName(spaceName, name));
    } catch (problem) {
      throw new PartlyDone(spaceId, maybeTwice(name, spaceId, failure, problem));
    }
    if (others.length > 0) throw new PartlyDone(spaceId, twice(spaceId, others, failure));
  }

  /** Spaces that were not there before and are no other resource's. */
  #unowned(spaces: readonly ListedSpace[], view: View): readonly ListedSpace[] {
    const seen = new Set(view.spaces.map(({ spaceId }) => spaceId));
    return spaces.filter(
      ({ spaceId }) => !seen.has(spaceId) && !this.#claimed.has(spaceId) && !this.#deleted.has(spaceId),
    );
  }

  /** The space that an attempt of unknown outcome has made, claimed; `undefined` if it has made none. */
  async #search(
    request: SpaceRequest,
    view: View | undefined,
    sentAt: number,
    deadline: Deadline,
    failure: DingTalkError,
    times: readonly number[],
  ): Promise<Space | undefined> {
    const { name, unionId } = request;
    const hint = partialSpaceId(failure);
    if (hint !== undefined && !this.#isTaken(hint, view)) {
      return this.#complete(hint, request, deadline, failure);
    }
    if (!view) throw new Refusal(unseen(request, failure, sentAt));
    // "None" is an answer only if the last look gives it: what was slow may be done between two looks.
    let problem: unknown;
    let waited = 0;
    for (const at of isUnknown(failure) ? times : times.slice(0, 1)) {
      if (!(await deadline.sleep(at - waited))) {
        problem = "There was no time left for it.";
        break;
      }
      waited = at;
      let list: readonly ListedSpace[];
      try {
        list = (await this.lookAround.after(unionId, deadline, { evenIfBlocked: true })).spaces;
        problem = undefined;
      } catch (error) {
        problem = error;
        if (!isUnknown(error)) break;
        continue;
      }
      const seen = new Set(view.spaces.map(({ spaceId }) => spaceId));
      const claimed = new Set([...this.#claimed, ...this.#deleted]);
      const finding = reconcile({ name, sentAt, lookedAt: view.at, seen, claimed }, list);
      if (finding.kind === "unclear") throw unclear(finding.spaces, failure);
      if (finding.kind === "one") {
        const space = wholeSpace(finding.space);
        if (!space) return this.#complete(finding.space.spaceId, request, deadline, failure);
        this.#claim(request, space, view);
        return space;
      }
    }
    if (problem !== undefined) throw new Refusal(unresolved(request, failure, sentAt, problem));
    return undefined;
  }

  /** The space is there, and its fields are not yet: whatever happens now, its id is known, and nobody else's. */
  async #complete(
    spaceId: string,
    { name, unionId }: SpaceRequest,
    deadline: Deadline,
    failure: DingTalkError,
  ): Promise<Space> {
    this.#claimed.add(spaceId);
    this.#names.set(name, spaceId);
    let why = "DingTalk does not show it yet.";
    try {
      const space = await this.readerFor(unionId).read(spaceId, deadline, 0);
      if (space) return space;
    } catch (error) {
      why = textOf(error);
    }
    throw new PartlyDone(
      spaceId,
      `${failure.message} The space was made with id ${spaceId}, which is in the state now, but could not be read: ${why} Run pulumi up again.`,
    );
  }

  #isTaken(spaceId: string, view: View | undefined): boolean {
    return this.#claimed.has(spaceId) || (view?.spaces.some((seen) => seen.spaceId === spaceId) ?? false);
  }

  #claim({ name, unionId }: SpaceRequest, space: Space, view: View | undefined): void {
    const { spaceId } = space;
    if (this.#isTaken(spaceId, view)) {
      throw new Refusal(
        `DingTalk answered with space ${spaceId}, which was there before: no space was made. Change name, or take that space over with the option import: "${spaceId}".`,
      );
    }
    this.#claimed.add(spaceId);
    this.#names.set(name, spaceId);
    this.readerFor(unionId).remember(space);
  }
}

/** No answer came in time: what was asked for may still be under way. */
const isSlow = (error: DingTalkError): boolean => error.code === "no.answer";

/** An HTML page or a redirect need not be DingTalk's, and what DingTalk did is not known then. */
const mayBeDone = (error: DingTalkError): boolean =>
  isUnknown(error) || ["blocked.page", "redirect.refused"].includes(error.code);
