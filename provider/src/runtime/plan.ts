import type { DeleteRequest } from "../dingtalk/spaces/delete";
import { nameKey } from "../dingtalk/spaces/spaceName";
import type { LeavingSpaces } from "../dingtalk/spaces/swap";
import type { DriveSpaceInputs } from "./inputs";

/** An old space that this run has deleted in order to replace it. */
export interface ReplacedSpace {
  readonly spaceId: string;
  readonly name: string;
}

/** What one process of the provider has learned of the engine's plan: which resource has which space, and what replaces what. */
export class Plan {
  /** Spaces of resources that exist and stay, their names, and which resource it is if the engine said so. */
  readonly #managed = new Map<string, { readonly name: string; readonly urn: string | undefined }>();
  readonly #untold = new Set<string>();
  /** Spaces that new resources take over by the option `import`, and their names. */
  readonly #imports = new Map<string, string>();
  /** Ids in the option `import` that existing resources ignore, and the key of the resource's name. */
  readonly #settled = new Map<string, string>();
  /** Spaces that are being replaced, how they will be deleted, and what by; `undefined` if that is not known yet. */
  readonly #replacements = new Map<string, { old: DeleteRequest; next: DriveSpaceInputs | undefined }>();
  readonly #kept = new Set<string>();
  /** Spaces that this run has deleted to replace them, by the key of the new name. */
  readonly #replaced = new Map<string, ReplacedSpace>();

  /** Names of the program's spaces, by their key, as far as the program has said them. */
  #declared: ReadonlySet<string> = new Set();

  declare(names: readonly string[]): void {
    this.#declared = new Set(names.map(nameKey));
  }

  /** Whether another space of the program takes the name that a space gives up: then the two may swap. */
  maySwap(oldName: string): boolean {
    return this.#declared.has(nameKey(oldName));
  }

  /** The engine has compared a resource that exists. */
  compared(spaceId: string, name: string, urn?: string): void {
    this.#managed.set(spaceId, { name, urn });
    this.#untold.add(spaceId);
    this.#replacements.delete(spaceId);
  }

  /**
   * The name of the resource that has this space and keeps it. The resource itself, of which the engine asks to delete
   * it, does not: its program asks for a replacement, and no comparison showed it.
   */
  managerOf(spaceId: string, urn?: string): string | undefined {
    const manager = this.#managed.get(spaceId);
    const isItself = urn !== undefined && manager?.urn === urn;
    return this.#replacements.has(spaceId) || isItself ? undefined : manager?.name;
  }

  /** Spaces of resources that stay, and their names, each told once. */
  newlyManaged(): readonly (readonly [string, string])[] {
    const staying = [...this.#untold].flatMap((id) => {
      const name = this.managerOf(id);
      return name === undefined ? [] : [[id, name] as const];
    });
    this.#untold.clear();
    return staying;
  }

  /** A new resource is to take over this space. Answers which resource has it already, if one has. */
  imported(spaceId: string, name: string): string | undefined {
    const holder = this.#imports.get(spaceId) ?? this.#managed.get(spaceId)?.name;
    if (holder === undefined) this.#imports.set(spaceId, name);
    return holder;
  }

  /** An existing resource ignores this id, and its replacement, which the engine checks as a new one, must too. */
  settle(spaceId: string, name: string): void {
    this.#settled.set(spaceId, nameKey(name));
  }

  isSettled(spaceId: string, name: string): boolean {
    return this.#settled.get(spaceId) === nameKey(name);
  }

  importerOf(spaceId: string): string | undefined {
    return this.#imports.get(spaceId);
  }

  replace(old: DeleteRequest, next: DriveSpaceInputs | undefined): void {
    this.#replacements.set(old.spaceId, { old, next });
  }

  nextOf(spaceId: string): DriveSpaceInputs | undefined {
    return this.#replacements.get(spaceId)?.next;
  }

  /** Spaces whose names will be free, if they may be deleted. */
  get leaving(): LeavingSpaces {
    return {
      get: (spaceId) => (this.#kept.has(spaceId) ? undefined : this.#replacements.get(spaceId)?.old),
    };
  }

  /** A space that was to be replaced could not be deleted: it does not leave. */
  kept(spaceId: string): void {
    this.#kept.add(spaceId);
  }

  deleted(old: ReplacedSpace): void {
    const next = this.nextOf(old.spaceId);
    if (next) this.#replaced.set(nameKey(next.name), old);
    this.#managed.delete(old.spaceId);
  }

  /** The old space that a new one of this name replaces. */
  replacedBy(name: string): ReplacedSpace | undefined {
    return this.#replaced.get(nameKey(name));
  }

  /** A space of this name was made. */
  created(name: string): void {
    this.#replaced.delete(nameKey(name));
  }
}
