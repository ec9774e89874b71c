import type { Deadline } from "./clock";
import {
  type DingTalkError,
  isGone,
  isPermissionDenied,
  isRefused,
  isUnknown,
  outOfTime,
} from "./dingTalkError";
import { humanSize } from "./humanSize";
import { Refusal } from "./refusal";
import type { Reporter } from "./reporter";
import type { SpaceReader } from "./spaceReader";
import type { Spaces } from "./spaces";
import type { Storage } from "./storage";

export interface Removal {
  readonly spaceId: string;
  readonly unionId: string;
  readonly forceDestroy: boolean;
}

/** What the guard knows may be this old: a company's files are at stake. Milliseconds. */
const guardMs = 10_000;
/** Between an unknown outcome and the look that settles it. Milliseconds. */
const waits = [500, 2_000, 5_000];

const notAllowed = Symbol("not allowed");

/** Deletes a space, but never files that nobody has said may go. */
export class SpaceRemover {
  /** Whether the app may list what lies in a space, once that is known. */
  #mayList: Promise<boolean | undefined> | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly spaces: Spaces,
    private readonly storage: Storage,
    private readonly readerFor: (unionId: string) => SpaceReader,
    private readonly reporter: Reporter,
    /** Whether calls are few: then a space is seen to its end before the next is looked into. */
    private readonly thrifty = false,
  ) {}

  async remove(removal: Removal, deadline: Deadline): Promise<void> {
    if (!this.thrifty) return this.#remove(removal, deadline);
    // What can be shared is shared: the guard finds this answer when it is this space's turn.
    if (!removal.forceDestroy) await this.readerFor(removal.unionId).read(removal.spaceId, deadline, guardMs);
    const result = this.#before.then(() => this.#remove(removal, deadline));
    this.#before = result.catch(() => undefined);
    return result;
  }

  async #remove({ spaceId, unionId, forceDestroy }: Removal, deadline: Deadline): Promise<void> {
    const reader = this.readerFor(unionId);
    if (!forceDestroy && (await this.#guard(spaceId, unionId, deadline)) === "gone") return;
    for (const wait of [...waits, undefined]) {
      try {
        await this.spaces.delete(spaceId, unionId, deadline);
        return;
      } catch (error) {
        if (!isUnknown(error) && !isRefused(error) && !isGone(error)) throw error;
        if (await this.#isGone(reader, spaceId, deadline, error)) return;
        if (!isUnknown(error) || wait === undefined || !(await deadline.sleep(wait)))
          throw stillThere(spaceId, error);
        // Time has passed: somebody may have put files there.
        if (!forceDestroy && (await this.#guard(spaceId, unionId, deadline)) === "gone") return;
      }
    }
  }

  async #guard(spaceId: string, unionId: string, deadline: Deadline): Promise<"gone" | "empty"> {
    const space = await this.readerFor(unionId).read(spaceId, deadline, guardMs);
    if (!space) return "gone";
    if (space.usedQuota > 0)
      throw notEmpty(space.spaceName, spaceId, `holds ${humanSize(space.usedQuota)} of files`);
    const entry = await this.#firstEntry(spaceId, unionId, deadline);
    if (entry !== undefined) throw notEmpty(space.spaceName, spaceId, `is not empty: ${entry} lies in it`);
    return "empty";
  }

  /** Online documents and empty files may take no quota: only this call shows them. Where the app may not make it, that is asked once a run. */
  async #firstEntry(spaceId: string, unionId: string, deadline: Deadline): Promise<string | undefined> {
    // The first of several that come together asks for all of them.
    const late = () =>
      outOfTime("entries", `Another look took too long, and what lies in space ${spaceId} was not listed`);
    if (this.#mayList && (await deadline.share(this.#mayList, late)) === false) return undefined;
    const answer = this.#askForEntry(spaceId, unionId, deadline);
    this.#mayList ??= answer.then(
      (entry) => entry !== notAllowed,
      () => undefined,
    );
    const entry = await answer;
    return entry === notAllowed ? undefined : entry;
  }

  async #askForEntry(
    spaceId: string,
    unionId: string,
    deadline: Deadline,
  ): Promise<string | typeof notAllowed | undefined> {
    try {
      const entry = await this.storage.firstEntry(spaceId, unionId, deadline);
      return entry && `the ${entry.type === "FOLDER" ? "folder" : "file"} '${entry.name}'`;
    } catch (error) {
      if (isUnknown(error) || (isRefused(error) && !isDingTalks(error))) {
        throw new Refusal(
          `${text(error)} Whether space ${spaceId} holds files could not be told, so nothing was deleted. ` +
            "Run this again; or, to delete it whatever it holds, set forceDestroy: true, run pulumi up, then do this again.",
        );
      }
      if (!isRefused(error)) throw error;
      const forWantOfPermission = isPermissionDenied(error);
      this.reporter.notice(
        "no look for entries",
        `Whether a space holds online documents cannot be told (${error.code}), and usedQuota alone decides whether it is empty.` +
          (forWantOfPermission
            ? " Grant the app the permission Storage.File.Read to have them looked for."
            : ""),
      );
      return forWantOfPermission ? notAllowed : undefined;
    }
  }

  /** After a refusal or an unknown outcome, looking settles it. */
  async #isGone(
    reader: SpaceReader,
    spaceId: string,
    deadline: Deadline,
    failure: unknown,
  ): Promise<boolean> {
    try {
      return (await reader.read(spaceId, deadline, 0)) === undefined;
    } catch (error) {
      if (isUnknown(failure)) {
        throw new Refusal(
          `${text(failure)} Whether space ${spaceId} was deleted is not known, since looking for it failed: ${text(error)} Run the same command again.`,
        );
      }
      throw failure;
    }
  }
}

function notEmpty(name: string, spaceId: string, what: string): Refusal {
  return new Refusal(
    `Space '${name}' (id ${spaceId}) ${what}, and deleting it would delete them. Nothing was changed. ` +
      "Either move the files elsewhere and run this again; " +
      "or, to delete them with the space, set forceDestroy: true with everything else as it was, run pulumi up, then do this again; " +
      "or, to keep the space and only drop it from the stack, set the option retainOnDelete: true with everything else as it was, run pulumi up, then do this again. " +
      "To rename it and keep its files, rename it in DingTalk Drive, run pulumi refresh, and set name to the new name.",
  );
}

/**
 * What stands between here and DingTalk (a proxy, a wrong endpoint) says nothing about what a space holds. A
 * host that does not have this API is one of the answers that cannot tell.
 */
const isDingTalks = ({ code }: DingTalkError): boolean =>
  !/^http\.(?!404$)\d+$|^(redirect|certificate)\.refused$/.test(code);

const stillThere = (spaceId: string, error: unknown) =>
  new Refusal(`${text(error)} Space ${spaceId} is still there.`);

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));
