import { circularList } from "./listAll";
import type { SpacePage } from "./spaces";
import type { ListedSpace } from "./wire";

/** A list as far as it has been read, and when each page of it was. */
export class PagedList {
  readonly #seen = new Map<string, { space: ListedSpace; at: number }>();
  readonly #followed = new Set<string>();
  #last: ReadonlySet<string> = new Set();
  #startedAt: number | undefined;
  /** Where the next page begins; `undefined` before the first. */
  next: string | undefined;
  ended = false;

  add(page: SpacePage, at: number): void {
    this.#startedAt ??= at;
    this.#last = new Set(page.spaces.map(({ spaceId }) => spaceId));
    for (const space of page.spaces) this.note(space, at);
    if (page.next === undefined) this.ended = true;
    else if (this.#followed.has(page.next)) throw circularList();
    else this.#followed.add((this.next = page.next));
  }

  note(space: ListedSpace, at: number): void {
    this.#seen.set(space.spaceId, { space, at });
  }

  get(id: string, since: number): ListedSpace | undefined {
    const seen = this.#seen.get(id);
    return seen && seen.at >= since ? seen.space : undefined;
  }

  get begun(): boolean {
    return this.#startedAt !== undefined;
  }

  isOnLastPage(id: string): boolean {
    return this.#last.has(id);
  }

  olderThan(time: number): boolean {
    return this.#startedAt !== undefined && this.#startedAt < time;
  }

  forget(id: string): void {
    this.#seen.delete(id);
  }
}
