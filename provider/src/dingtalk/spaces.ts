import type { Client } from "./client";
import { partialAnswer } from "./client";
import type { Deadline } from "./clock";
import { read, schemas, type ListedSpace, type Space } from "./wire";

export interface SpacePage {
  readonly spaces: readonly ListedSpace[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** The documented example of `queries-a-space-list`; more is refused. */
export const pageSize = 50;
/** The most ids one query takes. */
export const queryLimit = 30;

const spacesPath = "/v1.0/drive/spaces";

/** Drive's four calls: `new-space`, `queries-a-space-list`, `retrieves-the-space-list-on-the-management-side`, `delete-a-space`. */
export class Spaces {
  constructor(private readonly client: Client) {}

  /** Calls are about to be made: gets ready for them. */
  prepare(): void {
    this.client.prepare();
  }

  add(name: string, unionId: string, deadline: Deadline): Promise<Space> {
    return this.client.call(
      "add",
      { method: "POST", path: spacesPath, json: { name, unionId }, schema: schemas.space },
      deadline,
    );
  }

  async page(
    unionId: string,
    from: string | undefined,
    deadline: Deadline,
    options?: { evenIfBlocked?: boolean },
  ): Promise<SpacePage> {
    const query = {
      unionId,
      spaceType: "org",
      maxResults: String(pageSize),
      ...(from === undefined ? {} : { nextToken: from }),
    };
    const { spaces, nextToken } = await this.client.call(
      "list",
      { method: "GET", path: spacesPath, query, schema: schemas.spacePage },
      deadline,
      options,
    );
    return { spaces, next: nextToken || undefined };
  }

  async query(
    spaceIds: readonly string[],
    unionId: string,
    deadline: Deadline,
  ): Promise<readonly ListedSpace[]> {
    const { spaces } = await this.client.call(
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

  async delete(spaceId: string, unionId: string, deadline: Deadline): Promise<void> {
    await this.client.call(
      "delete",
      {
        method: "DELETE",
        path: `${spacesPath}/{spaceId}`,
        ids: { spaceId },
        query: { unionId },
        schema: schemas.nothing,
      },
      deadline,
    );
  }
}

/** The id in an answer to `add` that was not complete, if it says one. */
export const partialSpaceId = (error: unknown): string | undefined =>
  read(schemas.spaceId, partialAnswer(error))?.spaceId;
