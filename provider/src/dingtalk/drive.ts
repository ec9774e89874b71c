import { Client, type ClientSettings, type Surroundings } from "./client";
import { Deadline } from "./clock";
import { DingTalkError } from "./dingTalkError";
import { listAll } from "./listAll";
import { LookAround } from "./lookAround";
import { SpaceMaker } from "./spaceMaker";
import { SpaceReader } from "./spaceReader";
import type { SpaceRequest } from "./spaceRequest";
import { SpaceRemover, type Removal } from "./spaceRemover";
import { Spaces } from "./spaces";
import { Storage } from "./storage";
import { getUser, type User } from "./users";
import { wholeSpace, type Space, type WireStorage } from "./wire";

/** An operation may take this long, all its waits and repeats included. Milliseconds. */
const operationMs = 110_000;

/** DingTalk Drive for one organization and one run: what its operations share, they share here. */
export class Drive {
  readonly #client: Client;
  readonly #spaces: Spaces;
  readonly #storage: Storage;
  readonly #maker: SpaceMaker;
  readonly #remover: SpaceRemover;
  readonly #readers = new Map<string, SpaceReader>();

  constructor(
    settings: ClientSettings,
    private readonly around: Surroundings,
  ) {
    const { clock, reporter } = around;
    this.#client = new Client(settings, around);
    this.#spaces = new Spaces(this.#client);
    this.#storage = new Storage(this.#client);
    const readerFor = (unionId: string) => this.#readerFor(unionId);
    this.#maker = new SpaceMaker(
      this.#spaces,
      new LookAround(this.#spaces, clock, reporter),
      readerFor,
      clock,
    );
    this.#remover = new SpaceRemover(
      this.#spaces,
      this.#storage,
      readerFor,
      reporter,
      settings.maxCalls !== undefined,
    );
  }

  /** Makes exactly one space. */
  create(request: SpaceRequest): Promise<Space> {
    return this.#maker.create(request, this.#deadline());
  }

  /** Takes over the space with this id, if it has the name asked for. */
  adopt(spaceId: string, request: SpaceRequest): Promise<Space> {
    return this.#maker.adopt(spaceId, request, this.#deadline());
  }

  /** Says no where the space that shall replace another cannot have its name. See `SpaceMaker.assertFree`. */
  assertFree(request: SpaceRequest, leaving: Pick<ReadonlySet<string>, "has">): Promise<void> {
    return this.#maker.assertFree(request, leaving, this.#deadline());
  }

  /** The space, or `undefined` where DingTalk has said twice that there is none. */
  read(spaceId: string, unionId: string): Promise<Space | undefined> {
    return this.#readerFor(unionId).read(spaceId, this.#deadline());
  }

  /** Deletes the space, unless it holds files that nobody has said may go. */
  async remove(removal: Removal): Promise<void> {
    const { spaceId } = removal;
    if (this.#maker.owns(spaceId)) {
      // Its resource was renamed in the program: another took the space over, and now the old one goes.
      this.around.reporter.notice(
        `kept ${spaceId}`,
        `space ${spaceId} now belongs to another resource of this program, so it was not deleted.`,
      );
      return;
    }
    await this.#remover.remove(removal, this.#deadline());
    this.#maker.forget(spaceId);
    for (const reader of this.#readers.values()) reader.forget(spaceId);
  }

  /** Every space that the user can see. */
  async list(unionId: string): Promise<readonly Space[]> {
    const listed = await listAll(this.#spaces, unionId, this.#deadline());
    return listed.map((space) => {
      const whole = wholeSpace(space);
      if (whole) return whole;
      const message = `The list's entry of space ${space.spaceId} is not complete`;
      throw new DingTalkError({ operation: "list", code: "incomplete.answer", message });
    });
  }

  organizationStorage(corpId: string, unionId: string): Promise<WireStorage["org"]> {
    return this.#storage.organization(corpId, unionId, this.#deadline());
  }

  user(userId: string): Promise<User> {
    return getUser(this.#client, userId, this.#deadline());
  }

  #readerFor(unionId: string): SpaceReader {
    let reader = this.#readers.get(unionId);
    if (!reader) {
      reader = new SpaceReader(this.#spaces, unionId, this.around.clock);
      this.#readers.set(unionId, reader);
    }
    return reader;
  }

  #deadline(): Deadline {
    return new Deadline(this.around.clock, operationMs);
  }
}
