import type { EntrySeed } from "./entries";
import { firstAfter, listOrders, type Place } from "./listOrder";
import type { ListOrder } from "./options";
import { isShown, newSpace, usedQuotaOf, type Space, type SpaceSeed } from "./space";

export interface Page {
  readonly spaces: Space[];
  /** The next page begins after this. */
  readonly next: Place | undefined;
}

export interface SpacesHost {
  now(): number;
  nextSequence(): number;
  listOrder(): ListOrder;
}

/** The spaces of one organization, for tests to arrange and look at: those that somebody made. */
export class Spaces {
  readonly #byId = new Map<string, Space>();
  /** Deleted spaces that lists and queries may still show. */
  readonly #lingering = new Map<string, Space>();
  readonly #byName = new Map<string, Set<Space>>();
  #sorted: { order: ListOrder; spaces: Space[] } | undefined;

  constructor(
    private readonly host: SpacesHost,
    /** The organization's own, which lists show beside what is counted here. */
    readonly allStaffFolder?: Space,
  ) {}

  get size(): number {
    return this.#byId.size;
  }

  all(): Space[] {
    return [...this.#byId.values()];
  }

  get(spaceId: string): Space | undefined {
    return (
      this.#byId.get(spaceId) ?? (this.allStaffFolder?.spaceId === spaceId ? this.allStaffFolder : undefined)
    );
  }

  /** As a query finds it: one that was deleted may linger. */
  queried(spaceId: string): Space | undefined {
    const space = this.get(spaceId) ?? this.#lingering.get(spaceId);
    return space !== undefined && isShown(space, this.host.now()) ? space : undefined;
  }

  named(name: string): Space[] {
    return [...(this.#byName.get(name) ?? [])];
  }

  add(seed: SpaceSeed | string): Space {
    const given = typeof seed === "string" ? { name: seed } : seed;
    const sequence = this.host.nextSequence();
    const now = this.host.now();
    const spaceId = given.spaceId ?? String(10_000 + sequence);
    if (this.get(spaceId) !== undefined) throw new Error(`The emulator has a space '${spaceId}' already.`);
    const space = newSpace(given, { spaceId, sequence, now });
    this.#byId.set(space.spaceId, space);
    this.#index(space);
    return space;
  }

  /** What somebody does in DingTalk's own pages: the API has no rename. */
  rename(spaceId: string, name: string): void {
    const space = this.#existing(spaceId);
    this.#byName.get(space.name)?.delete(space);
    space.name = name;
    space.modifiedAt = this.host.now();
    this.#index(space);
  }

  /** @returns whether it was there */
  remove(spaceId: string): boolean {
    const space = this.#byId.get(spaceId);
    if (space === undefined) return false;
    this.#byId.delete(spaceId);
    this.#byName.get(space.name)?.delete(space);
    this.#sorted = undefined;
    return true;
  }

  /** Has lists and queries go on showing a space that was removed. */
  linger(space: Space, until: number): void {
    space.shownUntil = until;
    this.#lingering.set(space.spaceId, space);
    this.#sorted = undefined;
  }

  clear(): void {
    this.#byId.clear();
    this.#lingering.clear();
    this.#byName.clear();
    this.#sorted = undefined;
  }

  /** @returns the entry's id */
  putFile(spaceId: string, file: EntrySeed): string {
    const space = this.#existing(spaceId);
    space.modifiedAt = this.host.now();
    return space.entries.put(file, space.modifiedAt).id;
  }

  /** Sets the quota used apart from its files; `undefined` derives it again. */
  setUsedQuota(spaceId: string, bytes: number | undefined): void {
    this.#existing(spaceId).usedQuotaOverride = bytes;
  }

  /** At most `limit` spaces that `sees` lets through, after the given one. */
  page(after: Place | undefined, limit: number, sees: (space: Space) => boolean): Page {
    const order = this.host.listOrder();
    const compare = listOrders[order];
    if (this.#sorted?.order !== order) this.#sorted = { order, spaces: this.#listed().sort(compare) };
    const sorted = this.#sorted.spaces;
    const spaces: Space[] = [];
    const now = this.host.now();
    for (let at = after === undefined ? 0 : firstAfter(sorted, after, compare); at < sorted.length; at += 1) {
      const space = sorted[at];
      if (space === undefined || !isShown(space, now) || !sees(space)) continue;
      if (spaces.length === limit) return { spaces, next: spaces.at(-1) };
      spaces.push(space);
    }
    return { spaces, next: undefined };
  }

  usedBytes(): number {
    return this.all().reduce((sum, space) => sum + usedQuotaOf(space), 0);
  }

  #listed(): Space[] {
    const folder = this.allStaffFolder === undefined ? [] : [this.allStaffFolder];
    return [...folder, ...this.#byId.values(), ...this.#lingering.values()];
  }

  #existing(spaceId: string): Space {
    const space = this.get(spaceId);
    if (space === undefined) throw new Error(`The emulator has no space '${spaceId}'.`);
    return space;
  }

  #index(space: Space): void {
    const namesakes = this.#byName.get(space.name);
    if (namesakes === undefined) this.#byName.set(space.name, new Set([space]));
    else namesakes.add(space);
    this.#sorted = undefined;
  }
}
