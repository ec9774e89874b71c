import { DingTalkError } from "../errors/dingTalkError";
import { isDingTalksWord, isOperatorRefused, isRefused, isRefusedForAll } from "../errors/guards";
import type { Deadline } from "../http/deadline";
import type { Operation } from "../wire/operation";

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** Makes one call for a page; `from` is the token of the page before it. */
export type FetchPage<Item> = (from: string | undefined, deadline: Deadline) => Promise<Page<Item>>;

/**
 * A list, page after page. A token that comes again is an error, whatever came between: a list that leads
 * round in a circle has no end that could be reached. A token that is refused begins the list again, once.
 */
export class Pager<Item> {
  readonly #operation: Operation;
  readonly #fetch: FetchPage<Item>;
  readonly #tokens = new Set<string>();
  #next: string | undefined;
  #begun = false;
  #begunAgain = false;
  #ended = false;

  constructor(operation: Operation, fetch: FetchPage<Item>) {
    this.#operation = operation;
    this.#fetch = fetch;
  }

  /** Whether the last page was read. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether a page was read. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The items of the next page. `isFirst` tells that the list begins, or begins again, with it. */
  async next(deadline: Deadline): Promise<{ readonly items: readonly Item[]; readonly isFirst: boolean }> {
    const from = this.#next;
    let page: Page<Item>;
    try {
      page = await this.#fetch(from, deadline);
    } catch (error) {
      if (from === undefined || this.#begunAgain || !mayBeTheToken(error)) throw error;
      this.#begunAgain = true;
      this.#next = undefined;
      this.#tokens.clear();
      return this.next(deadline);
    }
    if (page.next !== undefined && this.#tokens.has(page.next)) throw circular(this.#operation);
    if (page.next === undefined) this.#ended = true;
    else this.#tokens.add(page.next);
    this.#next = page.next;
    this.#begun = true;
    return { items: page.items, isFirst: from === undefined };
  }

  /** Every item up to the end, page by page. */
  async *all(deadline: Deadline): AsyncGenerator<readonly Item[]> {
    while (!this.#ended) yield (await this.next(deadline)).items;
  }
}

/** Which code DingTalk answers a token with that it does not know is not documented. */
const mayBeTheToken = (error: unknown): boolean =>
  isRefused(error) && isDingTalksWord(error) && !isRefusedForAll(error) && !isOperatorRefused(error);

const circular = (operation: Operation) =>
  new DingTalkError({
    operation,
    code: "incomplete.answer",
    message: "The list's pages lead round in a circle",
  });
