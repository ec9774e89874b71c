import { randomUUID } from "node:crypto";

export interface EntrySeed {
  name: string;
  /** Bytes; an online document has 0. @default 0 */
  size?: number;
  /** @default "FILE" */
  type?: "FILE" | "FOLDER";
  /** The folder it lies in. @default "0", the space itself */
  parentId?: string;
}

export interface Entry {
  readonly id: string;
  readonly type: "FILE" | "FOLDER";
  readonly name: string;
  readonly size: number;
  readonly parentId: string;
  readonly createdAt: number;
}

/** What lies in one space. */
export class Entries {
  readonly #byParent = new Map<string, Entry[]>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  put(seed: EntrySeed, now: number): Entry {
    const entry: Entry = {
      id: randomUUID().replaceAll("-", ""),
      type: seed.type ?? "FILE",
      name: seed.name,
      size: seed.size ?? 0,
      parentId: seed.parentId ?? "0",
      createdAt: now,
    };
    const siblings = this.#byParent.get(entry.parentId);
    if (siblings === undefined) this.#byParent.set(entry.parentId, [entry]);
    else siblings.push(entry);
    this.#bytes += entry.size;
    return entry;
  }

  in(parentId: string): readonly Entry[] {
    return this.#byParent.get(parentId) ?? [];
  }

  clear(): void {
    this.#byParent.clear();
    this.#bytes = 0;
  }
}
