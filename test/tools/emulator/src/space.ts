import { Entries, type EntrySeed } from "./entries";

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
  /** The unionId of the user who made it. @default nobody that is known */
  madeBy?: string;
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
  readonly madeBy: string | undefined;
  readonly entries: Entries;
  /** Lists and queries show it only from this moment on. */
  shownFrom: number | undefined;
  /** Lists and queries show it, deleted as it is, until then. */
  shownUntil: number | undefined;
}

/** A space as it begins. */
export function newSpace(seed: SpaceSeed, at: { spaceId: string; sequence: number; now: number }): Space {
  const space: Space = {
    spaceId: at.spaceId,
    sequence: at.sequence,
    name: seed.name,
    spaceType: seed.spaceType ?? "org",
    quota: seed.quota ?? -1,
    usedQuotaOverride: seed.usedQuota,
    permissionMode: seed.permissionMode ?? "acl",
    createdAt: at.now,
    modifiedAt: at.now,
    visibleTo: seed.visibleTo === undefined ? undefined : new Set(seed.visibleTo),
    allStaff: seed.allStaff ?? false,
    madeBy: seed.madeBy,
    entries: new Entries(),
    shownFrom: undefined,
    shownUntil: undefined,
  };
  for (const file of seed.files ?? []) space.entries.put(file, at.now);
  return space;
}

/** Every organization's own all-staff folder stands before all that is made. */
const folderSequence = 0;

export function newAllStaffFolder(spaceId: string, now: number): Space {
  return newSpace({ name: "All-Staff Folder", allStaff: true }, { spaceId, sequence: folderSequence, now });
}

/** Whether it is the folder that the organization came with. */
export function isAllStaffFolder({ sequence }: Space): boolean {
  return sequence === folderSequence;
}

/** Whether lists and queries show it yet, or still. */
export function isShown(space: Space, now: number): boolean {
  return (space.shownFrom ?? now) <= now && now < (space.shownUntil ?? Infinity);
}

export function usedQuotaOf(space: Space): number {
  return space.usedQuotaOverride ?? space.entries.bytes;
}
