import { Client, type ClientSettings, type Dependencies } from "./api/client";
import { Deadline } from "./http/deadline";
import { WakingClock } from "./http/wakingClock";
import { OPERATION_MS } from "./http/timings";
import { listAll } from "./reading/pages";
import { Listings } from "./reading/listings";
import { adoptSpace } from "./spaces/adopt";
import { assertNameWillBeFree, checkReplacement, type Replacement } from "./spaces/checkReplacement";
import { createSpace } from "./spaces/create";
import { Ownership } from "./spaces/ownership";
import { CallReserve } from "./spaces/callReserve";
import { SpaceGuard } from "./spaces/spaceGuard";
import { SpaceReader } from "./reading/spaceReader";
import type { SpaceRequest } from "./spaces/spaceRequest";
import type { LeavingSpaces } from "./spaces/swap";
import { deleteSpace, type DeleteDependencies, type DeleteRequest } from "./spaces/delete";
import { Spaces } from "./api/spaces";
import { Twins } from "./spaces/twins";
import { Storage, type OrgStorage } from "./api/storage";
import { getUser, type User } from "./api/users";
import type { Space } from "./wire/schemas";

/** DingTalk Drive for one organization and one run: what its operations share, they share here. */
export class Drive {
  readonly #awake: WakingClock;
  readonly #client: Client;
  readonly #spaces: Spaces;
  readonly #storage: Storage;
  readonly #deps: DeleteDependencies;
  readonly #readers = new Map<string, SpaceReader>();
  readonly #twins: Twins;

  constructor(
    settings: ClientSettings,
    private readonly deps: Dependencies,
  ) {
    const { clock, reporter } = deps;
    this.#awake = new WakingClock(clock);
    this.#client = new Client(settings, { ...deps, awake: this.#awake });
    this.#twins = new Twins(reporter);
    this.#spaces = new Spaces(this.#client);
    this.#storage = new Storage(this.#client);
    const readerFor = (unionId: string) => this.#readerFor(unionId);
    this.#deps = {
      spaces: this.#spaces,
      listings: new Listings(this.#spaces, clock, reporter),
      guard: new SpaceGuard({ storage: this.#storage, readerFor, clock }),
      ownership: new Ownership(),
      reserve: new CallReserve(() => this.#client.callsLeft),
      readerFor,
      clock,
      reporter,
      clockSkewMs: () => this.#spaces.clockSkewMs,
    };
  }

  /**
   * Makes exactly one space.
   *
   * @param leaving the spaces that this run is about to replace, by id: if one of them has the name, its delete is
   * waited for.
   */
  create(request: SpaceRequest, leaving: LeavingSpaces = new Map()): Promise<Space> {
    return this.#operation((deadline) => createSpace(request, leaving, this.#deps, deadline));
  }

  /** Takes over the space with this id, if it has the name asked for. */
  adopt(spaceId: string, request: SpaceRequest, leaving: LeavingSpaces = new Map()): Promise<Space> {
    return this.#operation((deadline) => adoptSpace(spaceId, request, leaving, this.#deps, deadline));
  }

  /** A resource that exists already has this space: no other may take it over or delete it. */
  manage(spaceId: string, resourceName: string): void {
    this.#deps.ownership.manage(spaceId, resourceName);
  }

  /**
   * Refuses a replacement that would be refused later: if the old space may not be deleted, or if the new one cannot
   * have its name. Changes nothing.
   *
   * @param leaving the spaces that this run is about to replace, by id: their names are free once they may be deleted.
   */
  checkReplacement(old: DeleteRequest, next: SpaceRequest, leaving: LeavingSpaces): Promise<void> {
    return this.#operation((deadline) => checkReplacement(old, next, leaving, this.#deps, deadline));
  }

  /**
   * The space, or `undefined` if DingTalk has said twice that there is none.
   *
   * @param maxAgeMs how old an answer to an earlier question may be; `0` asks anew.
   */
  read(spaceId: string, unionId: string, maxAgeMs?: number): Promise<Space | undefined> {
    return this.#operation((deadline) => this.#readerFor(unionId).read(spaceId, deadline, maxAgeMs));
  }

  /**
   * Deletes the space, unless it holds files that nobody has said may go.
   *
   * @param replacement what is to replace it, and what else is being replaced: if the new space cannot have its name,
   * the old one is not deleted.
   */
  async delete(request: DeleteRequest, replacement?: Replacement): Promise<void> {
    await this.#operation(async (deadline) => {
      if (replacement) await assertNameWillBeFree(request, replacement, this.#deps, deadline);
      await deleteSpace(request, this.#deps, deadline);
    });
    if (!this.#deps.ownership.hasDeleted(request.spaceId)) return;
    for (const reader of this.#readers.values()) reader.forget(request.spaceId);
    this.#twins.forget(request.spaceId);
  }

  /** This space should be the only one of its name: if an answer of this run shows another too, a notice says so. */
  expectOnly(spaceId: string, name: string): void {
    this.#twins.expectOnly(spaceId, name);
  }

  /** Every space that the user can see. */
  list(unionId: string): Promise<readonly Space[]> {
    return this.#operation((deadline) => listAll(this.#spaces, unionId, deadline));
  }

  organizationStorage(corpId: string, unionId: string): Promise<OrgStorage> {
    return this.#operation((deadline) => this.#storage.organization(corpId, unionId, deadline));
  }

  user(userId: string): Promise<User> {
    return this.#operation((deadline) => getUser(this.#client, userId, deadline));
  }

  #readerFor(unionId: string): SpaceReader {
    let reader = this.#readers.get(unionId);
    if (!reader) {
      reader = new SpaceReader(this.#spaces, unionId, this.deps.clock, (shown) => this.#twins.shown(shown));
      this.#readers.set(unionId, reader);
    }
    return reader;
  }

  /** One call of the engine, on a deadline of its own. */
  #operation<T>(work: (deadline: Deadline) => Promise<T>): Promise<T> {
    return this.#awake.during(() => work(new Deadline(this.#awake, OPERATION_MS)));
  }
}
