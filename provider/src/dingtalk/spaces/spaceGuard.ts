import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import type { DeleteRequest } from "./delete";
import { DingTalkError, outOfTime } from "../errors/dingTalkError";
import { GUARD_MAX_AGE_MS } from "../http/timings";
import { isYoung } from "./isYoung";
import { holdsBytes, holdsEntry, notDetermined, sizeUnknown } from "./messages";
import { isDingTalksWord, isNotFound, isRefused } from "../errors/guards";
import type { SpaceReader } from "../reading/spaceReader";
import type { Entry, Storage } from "../api/storage";
import { UserActionError } from "../errors/userActionError";
import type { Space } from "../wire/schemas";

/** What is asked of the guard: which space, for whom, and what the state knows of it. */
export type GuardedSpace = Pick<DeleteRequest, "spaceId" | "unionId" | "madeAt" | "probablyEmpty">;

export interface GuardDependencies {
  readonly storage: Storage;
  readonly readerFor: (unionId: string) => SpaceReader;
  readonly clock: Clock;
}

/** `unseen` is empty, and no answer shows it yet. */
export interface GuardFinding {
  readonly state: "gone" | "empty" | "unseen";
  /** When the list of entries was asked for that says so; of what is gone, when the last read was answered. Milliseconds since 1970. */
  readonly at: number;
}

interface Look {
  readonly entry: Entry | undefined;
  /** When its first page was asked for. Milliseconds since 1970. */
  readonly at: number;
}

/** Whether a space contains anything is not known: nothing shows the space, and DingTalk does not say what lies in it. */
export class UnseenSpaceError extends UserActionError {}

/** Lets a space be deleted only if answers have shown that it contains nothing. */
export class SpaceGuard {
  readonly #deps: GuardDependencies;
  /** The first look of the run. The others wait for it: if the app may not look, one call says so for all. */
  #firstLook: Promise<unknown> | undefined;

  constructor(deps: GuardDependencies) {
    this.#deps = deps;
  }

  /** Throws unless the space is known to be empty, or to be gone. */
  async assertEmpty(guarded: GuardedSpace, deadline: Deadline): Promise<GuardFinding> {
    const { clock } = this.#deps;
    const { probablyEmpty } = guarded;
    const early = probablyEmpty === true ? this.#look(guarded, deadline) : undefined;
    early?.catch(() => undefined);
    const began = clock.now();
    const mayLag = isYoung(guarded.madeAt, began);
    let readAt = began;
    const read = async () => {
      const seen = await this.#read(guarded, mayLag, deadline);
      readAt = clock.now();
      if (seen) assertNoBytes(seen);
      return seen;
    };
    let space = await read();
    if (!space && !mayLag) return { state: "gone", at: readAt };
    const name = nameOf(space ?? guarded);
    try {
      let look = early && !this.isStale(began) ? await early : await this.#look(guarded, deadline);
      while (this.isStale(look.at)) look = await this.#look(guarded, deadline);
      if (look.entry) throw new UserActionError(holdsEntry(name, look.entry));
      // The look may have waited for the rate limiter, or slept with its process.
      if (this.isStale(readAt)) space = await read();
      if (!space && !mayLag) return { state: "gone", at: readAt };
      return { state: space ? "empty" : "unseen", at: look.at };
    } catch (error) {
      if (!(error instanceof DingTalkError)) throw error;
      // Nothing shows it, and DingTalk says in so many words that it is not there.
      if (!space && isNotFound(error) && isDingTalksWord(error)) return { state: "gone", at: readAt };
      const Failure = !space && isRefused(error) ? UnseenSpaceError : UserActionError;
      throw new Failure(notDetermined(name, error));
    }
  }

  /** Whether what was asked for then is too old for a delete. */
  isStale(at: number): boolean {
    return this.#deps.clock.now() - at > GUARD_MAX_AGE_MS;
  }

  #read({ spaceId, unionId }: GuardedSpace, mayLag: boolean, deadline: Deadline): Promise<Space | undefined> {
    const reader = this.#deps.readerFor(unionId);
    return mayLag
      ? reader.readIfSeen(spaceId, deadline, GUARD_MAX_AGE_MS)
      : reader.read(spaceId, deadline, GUARD_MAX_AGE_MS);
  }

  /** Online documents and empty files may take no quota: only this call shows them. */
  async #look({ spaceId, unionId }: GuardedSpace, deadline: Deadline): Promise<Look> {
    const { clock, storage } = this.#deps;
    const late = () =>
      outOfTime("entries", `Another look took too long, and space ${spaceId} was not looked into`);
    if (this.#firstLook) await deadline.share(this.#firstLook, late);
    let at = clock.now();
    const beforeSend = () => {
      at = clock.now();
      return false;
    };
    const look = storage.firstEntry(spaceId, unionId, deadline, { beforeSend });
    this.#firstLook ??= look.catch(() => undefined);
    return { entry: await look, at };
  }
}

function assertNoBytes(space: Space): void {
  const { usedQuota } = space;
  const name = nameOf(space);
  if (usedQuota === undefined) throw new UserActionError(notDetermined(name, sizeUnknown));
  if (usedQuota > 0) throw new UserActionError(holdsBytes(name, usedQuota));
}

const nameOf = ({ spaceId, spaceName }: Pick<Space, "spaceId" | "spaceName">) =>
  spaceName === undefined ? `space ${spaceId}` : `space '${spaceName}' (id ${spaceId})`;
