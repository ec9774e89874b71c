import { nameKey } from "./spaceName";
import { Queue } from "./queue";
import type { UnknownAttempt } from "./recover";

/** Who has which space and which name in this run, what the run has deleted, and which attempts are not settled. */
export class Ownership {
  /** Spaces that this run has made or taken over, and the name of their resource. */
  readonly #owned = new Map<string, string>();
  /** Spaces of resources that exist already. */
  readonly #managed = new Map<string, string>();
  /** Names that this run has given, by their key, and to which space. */
  readonly #names = new Map<string, string>();
  readonly #deleted = new Set<string>();
  readonly #queues = new Map<string, Queue>();
  readonly #unsettled = new Map<string, UnknownAttempt>();

  /** One after the other for each name: of two attempts at one name at a time, neither could say which space is its own. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const key = nameKey(name);
    const queue = this.#queues.get(key) ?? new Queue();
    this.#queues.set(key, queue);
    return queue.run(work);
  }

  /** The keys of the names that creates of this run have asked for. */
  get wantedNames(): ReadonlySet<string> {
    return new Set(this.#queues.keys());
  }

  /** A resource that exists already has this space. */
  manage(spaceId: string, resourceName: string): void {
    this.#managed.set(spaceId, resourceName);
  }

  /** The name of the resource that has this space. */
  holderOf(spaceId: string): string | undefined {
    return this.#owned.get(spaceId) ?? this.#managed.get(spaceId);
  }

  /** Whether no create may take this space for its own. */
  isTaken(spaceId: string): boolean {
    return this.#deleted.has(spaceId) || this.holderOf(spaceId) !== undefined;
  }

  hasDeleted(spaceId: string): boolean {
    return this.#deleted.has(spaceId);
  }

  /** The id of the space that this run has given this name. */
  spaceNamed(name: string): string | undefined {
    return this.#names.get(nameKey(name));
  }

  /** A resource is about to take over this space: nobody else may meanwhile. */
  reserve(spaceId: string, name: string): void {
    this.#owned.set(spaceId, name);
  }

  /** A resource has this space now. */
  claim(spaceId: string, name: string): void {
    this.#owned.set(spaceId, name);
    this.#names.set(nameKey(name), spaceId);
  }

  /** No resource has this space after all. */
  release(spaceId: string): void {
    this.#owned.delete(spaceId);
    for (const [key, id] of this.#names) if (id === spaceId) this.#names.delete(key);
  }

  /** This run has deleted a space: its name is free again. */
  forget(spaceId: string): void {
    this.release(spaceId);
    this.#managed.delete(spaceId);
    this.#deleted.add(spaceId);
    for (const [key, attempt] of this.#unsettled)
      if (attempt.spaceId === spaceId) this.#unsettled.delete(key);
  }

  /** The attempt to make a space of this name that has ended without its outcome being known. */
  unsettled(name: string): UnknownAttempt | undefined {
    return this.#unsettled.get(nameKey(name));
  }

  remember(attempt: UnknownAttempt): UnknownAttempt {
    this.#unsettled.set(nameKey(attempt.request.name), attempt);
    return attempt;
  }

  settle(name: string): void {
    this.#unsettled.delete(nameKey(name));
  }
}
