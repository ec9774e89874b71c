import { Entries, type EntrySeed } from "./entries";
import { firstAfter, listOrders, type Place } from "./listOrder";
import type { ListOrder } from "./options";

export interface SpaceSeed {
  name: string;
  /** @default the next free id */
  spaceId?: string;
  /** @default "org" */
  spaceType?: "org" | "personal";
  /** Bytes; -1 is no limit of its own. @default -1 */
  quota?: number;
  /** Bytes. @default the sizes of its files */
  usedQuota?: number;
  /** @default "acl" */
  permissionMode?: "acl" | "custom";
  /** The unionIds that see it. @default everybody */
  visibleTo?: readonly string[];
  /** The all-staff folder, which cannot be deleted. @default false */
  allStaff?: boolean;
  files?: readonly EntrySeed[];
}

/** A space as it is kept; `spaceOnWire` is how it is told. */
export interface Space {
  readonly spaceId: string;
  readonly sequence: number;
  name: string;
  readonly spaceType: "org" | "personal";
  quota: number;
  /** Overrides the sum of its files. */
  usedQuotaOverride: number | undefined;
  permissionMode: "acl" | "custom";
  readonly createdAt: number;
  modifiedAt: number;
  visibleTo: ReadonlySet<string> | undefined;
  readonly allStaff: boolean;
  readonly entries: Entries;
}

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

/** The spaces of one organization, for tests to arrange and look at. */
export class Spaces {
  readonly #byId = new Map<string, Space>();
  readonly #byName = new Map<string, Set<Space>>();
  #sorted: { order: ListOrder; spaces: Space[] } | undefined;

  constructor(private readonly host: SpacesHost) {}

  get size(): number {
    return this.#byId.size;
  }

  all(): Space[] {
    return [...this.#byId.values()];
  }

  get(spaceId: string): Space | undefined {
    return this.#byId.get(spaceId);
  }

  named(name: string): Space[] {
    return [...(this.#byName.get(name) ?? [])];
  }

  add(seed: SpaceSeed | string): Space {
    const given = typeof seed === "string" ? { name: seed } : seed;
    const sequence = this.host.nextSequence();
    const now = this.host.now();
    const space: Space = {
      spaceId: given.spaceId ?? String(10_000 + sequence),
      sequence,
      name: given.name,
      spaceType: given.spaceType ?? "org",
      quota: given.quota ?? -1,
      usedQuotaOverride: given.usedQuota,
      permissionMode: given.permissionMode ?? "acl",
      createdAt: now,
      modifiedAt: now,
      visibleTo: given.visibleTo === undefined ? undefined : new Set(given.visibleTo),
      allStaff: given.allStaff ?? false,
      entries: new Entries(),
    };
    if (this.#byId.has(space.spaceId))
      throw new Error(`The emulator has a space '${space.spaceId}' already.`);
    for (const file of given.files ?? []) space.entries.put(file, now);
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

  clear(): void {
    this.#byId.clear();
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
    if (this.#sorted?.order !== order) this.#sorted = { order, spaces: this.all().sort(compare) };
    const sorted = this.#sorted.spaces;
    const spaces: Space[] = [];
    for (let at = after === undefined ? 0 : firstAfter(sorted, after, compare); at < sorted.length; at += 1) {
      const space = sorted[at];
      if (space === undefined || !sees(space)) continue;
      if (spaces.length === limit) return { spaces, next: spaces.at(-1) };
      spaces.push(space);
    }
    return { spaces, next: undefined };
  }

  usedBytes(): number {
    return this.all().reduce((sum, space) => sum + usedQuotaOf(space), 0);
  }

  #existing(spaceId: string): Space {
    const space = this.#byId.get(spaceId);
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

export function usedQuotaOf(space: Space): number {
  return space.usedQuotaOverride ?? space.entries.bytes;
}
