import type { Client } from "./client";
import type { Deadline } from "./clock";
import { schemas, type WireStorage } from "./wire";

export interface Entry {
  readonly name: string;
  /** `FILE` or `FOLDER`. */
  readonly type: string;
}

/** Storage's two calls: `obtain-enterprise-storage-related-information`, `get-a-list-of-files-or-folders`. */
export class Storage {
  constructor(private readonly client: Client) {}

  async organization(corpId: string, unionId: string, deadline: Deadline): Promise<WireStorage["org"]> {
    const { org } = await this.client.call(
      "storage",
      {
        method: "GET",
        path: "/v1.0/storage/orgs/{corpId}",
        ids: { corpId },
        query: { unionId },
        schema: schemas.storage,
      },
      deadline,
    );
    return org;
  }

  /** The first entry of a space, or `undefined` where there is none. */
  async firstEntry(spaceId: string, unionId: string, deadline: Deadline): Promise<Entry | undefined> {
    let from = "";
    do {
      const { dentries, nextToken } = await this.client.call(
        "entries",
        {
          method: "GET",
          path: "/v1.0/storage/spaces/{spaceId}/dentries",
          ids: { spaceId },
          query: { parentId: "0", unionId, maxResults: "50", ...(from && { nextToken: from }) },
          schema: schemas.entries,
        },
        deadline,
      );
      const [first] = dentries;
      if (first) return { name: first.name ?? "", type: first.type ?? "" };
      from = nextToken && nextToken !== from ? nextToken : "";
    } while (from);
    return undefined;
  }
}
