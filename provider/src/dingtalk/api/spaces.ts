import type { CallOptions, Client } from "./client";
import { DingTalkError } from "../errors/dingTalkError";
import { isPageTooLarge } from "../errors/guards";
import type { Deadline } from "../http/deadline";
import { read, schemas, type ListedSpace, type Space } from "../wire/schemas";

export interface SpacePage {
  readonly spaces: readonly ListedSpace[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** The documented example of `queries-a-space-list`; more is refused. */
export const pageSize = 50;
/** What a list that refuses so many takes. */
const smallPageSize = 20;
/** The most ids one query takes. */
export const queryLimit = 30;

const spacesPath = "/v1.0/drive/spaces";

/** Drive's four calls: `new-space`, `queries-a-space-list`, `retrieves-the-space-list-on-the-management-side`, `delete-a-space`. */
export class Spaces {
  readonly #client: Client;
  #pageSize = pageSize;

  constructor(client: Client) {
    this.#client = client;
  }

  /** By how much DingTalk's clock is ahead of this machine's; `undefined` as long as no answer has shown it. */
  get clockSkewMs(): number | undefined {
    return this.#client.clockSkewMs;
  }

  /** Calls are about to be made: gets ready for them. */
  prepare(): void {
    this.#client.prepare();
  }

  add(
    name: string,
    unionId: string,
    deadline: Deadline,
    options?: Pick<CallOptions, "beforeSend">,
  ): Promise<Space> {
    return this.#client.call(
      "add",
      { method: "POST", path: spacesPath, json: { name, unionId }, schema: schemas.space },
      deadline,
      options,
    );
  }

  async page(
    unionId: string,
    from: string | undefined,
    deadline: Deadline,
    options?: { evenIfBlocked?: boolean },
  ): Promise<SpacePage> {
    const size = this.#pageSize;
    const query = {
      unionId,
      spaceType: "org",
      maxResults: String(size),
      ...(from === undefined ? {} : { nextToken: from }),
    };
    try {
      const { spaces, nextToken } = await this.#client.call(
        "list",
        { method: "GET", path: spacesPath, query, schema: schemas.spacePage },
        deadline,
        options,
      );
      return { spaces, next: nextToken || undefined };
    } catch (error) {
      if (!isPageTooLarge(error) || size === smallPageSize) throw error;
      this.#pageSize = smallPageSize;
      return this.page(unionId, from, deadline, options);
    }
  }

  async query(
    spaceIds: readonly string[],
    unionId: string,
    deadline: Deadline,
  ): Promise<readonly ListedSpace[]> {
    const { spaces } = await this.#client.call(
      "query",
      {
        method: "POST",
        path: "/v1.0/drive/managements/spaces/query",
        json: { spaceIds, unionId },
        schema: schemas.spaces,
      },
      deadline,
    );
    return spaces;
  }

  async delete(
    spaceId: string,
    unionId: string,
    deadline: Deadline,
    options?: Pick<CallOptions, "beforeSend">,
  ): Promise<void> {
    await this.#client.call(
      "delete",
      {
        method: "DELETE",
        path: `${spacesPath}/{spaceId}`,
        ids: { spaceId },
        query: { unionId },
        schema: schemas.deleted,
      },
      deadline,
      options,
    );
  }
}

/** The id in an answer to `add` that was not complete, if it says one. */
export const partialSpaceId = (error: unknown): string | undefined =>
  error instanceof DingTalkError ? read(schemas.spaceId, error.partial)?.spaceId : undefined;
