import type { Reporter } from "../http/reporter";
import type { ListedSpace } from "../wire/schemas";
import { twinsSeen } from "./messages";
import { nameKey } from "./spaceName";

/**
 * Two runs that make one name at the same moment cannot be prevented. As soon as an answer shows both spaces, this says
 * so: no list is read for it.
 */
export class Twins {
  readonly #reporter: Reporter;
  /** The spaces that answers have shown, by the key of their name and their id. */
  readonly #shown = new Map<string, Map<string, ListedSpace>>();
  /** The spaces that are to be the only ones of their name: their ids, by the key of the name. */
  readonly #only = new Map<string, string>();

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  shown(spaces: readonly ListedSpace[]): void {
    for (const space of spaces) {
      if (space.spaceName === undefined) continue;
      const key = nameKey(space.spaceName);
      const all = this.#shown.get(key) ?? new Map<string, ListedSpace>();
      this.#shown.set(key, all.set(space.spaceId, space));
      this.#tell(key);
    }
  }

  /** This resource's space should be the only one of its name. */
  expectOnly(spaceId: string, name: string): void {
    const key = nameKey(name);
    this.#only.set(key, spaceId);
    this.#tell(key);
  }

  /** This run has deleted it. */
  forget(spaceId: string): void {
    for (const all of this.#shown.values()) all.delete(spaceId);
  }

  #tell(key: string): void {
    const own = this.#only.get(key);
    const all = this.#shown.get(key);
    if (own === undefined || !all?.has(own) || all.size < 2) return;
    const others = [...all.values()].filter(({ spaceId }) => spaceId !== own);
    this.#reporter.notice(`twins ${key}`, twinsSeen(key, own, others));
  }
}
