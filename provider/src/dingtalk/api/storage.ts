import type { CallOptions, Client } from "./client";
import { DingTalkError } from "../errors/dingTalkError";
import type { Deadline } from "../http/deadline";
import { schemas } from "../wire/schemas";

/** One look into a space costs no more calls than this. */
const MAX_ENTRY_PAGES = 5;

export interface Entry {
  readonly name: string;
  /** `FILE` or `FOLDER`. */
  readonly type: string;
}

/** What an organization stores, in bytes. DingTalk may leave out any figure. */
export interface OrgStorage {
  readonly corpId: string;
  readonly partitions: readonly {
    readonly partitionType: string;
    readonly quota: {
      readonly used?: number | undefined;
      readonly max?: number | undefined;
      readonly reserved?: number | undefined;
      readonly type?: string | undefined;
    };
  }[];
}

/** Storage's two calls: `obtain-enterprise-storage-related-information`, `get-a-list-of-files-or-folders`. */
export class Storage {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async organization(corpId: string, unionId: string, deadline: Deadline): Promise<OrgStorage> {
    const { org } = await this.#client.call(
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
    return {
      corpId: org.corpId ?? corpId,
      partitions: (org.partitions ?? []).map(({ partitionType = "", quota = {} }) => ({
        partitionType,
        quota,
      })),
    };
  }

  /**
   * The first entry of a space, or `undefined` if a complete list has shown that there is none. A list that leads
   * round in a circle or does not end shows nothing.
   *
   * @param options for the first page's call.
   */
  async firstEntry(
    spaceId: string,
    unionId: string,
    deadline: Deadline,
    options?: Pick<CallOptions, "beforeSend">,
  ): Promise<Entry | undefined> {
    const followed = new Set<string>();
    for (let from: string | undefined; ;) {
      const { dentries, nextToken } = await this.#client.call(
        "entries",
        {
          method: "GET",
          path: "/v1.0/storage/spaces/{spaceId}/dentries",
          ids: { spaceId },
          query: {
            parentId: "0",
            unionId,
            maxResults: "50",
            ...(from === undefined ? {} : { nextToken: from }),
          },
          schema: schemas.entries,
        },
        deadline,
        from === undefined ? options : undefined,
      );
      const [first] = dentries;
      if (first) return { name: first.name ?? "", type: first.type ?? "" };
      if (!nextToken) return undefined;
      if (followed.has(nextToken)) throw endless("The pages of entries lead round in a circle");
      followed.add(nextToken);
      if (followed.size === MAX_ENTRY_PAGES)
        throw endless(`The list of entries does not end within ${MAX_ENTRY_PAGES} empty pages`);
      from = nextToken;
    }
  }
}

const endless = (message: string) =>
  new DingTalkError({ operation: "entries", code: "incomplete.answer", message });
