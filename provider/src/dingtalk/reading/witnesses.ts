import type { Pager } from "../api/pages";
import { queryLimit, type Spaces } from "../api/spaces";
import type { DingTalkError } from "../errors/dingTalkError";
import { isNotFound, isOperatorRefused, isPermissionDenied, isRefused } from "../errors/guards";
import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import type { ListedSpace } from "../wire/schemas";
import { EvidenceBook } from "./evidenceBook";
import { spaceList } from "./pages";

/** A list longer than so many pages is no second witness for what may be queried again instead. */
const LONG_LIST_PAGES = 20;

/** The two that can tell about spaces, the query and the list. Asks them, and writes down what they say. */
export class Witnesses {
  readonly book = new EvidenceBook();
  /** Why the query, or the list, may not be asked. */
  queryDenied: DingTalkError | undefined;
  listDenied: DingTalkError | undefined;
  /** DingTalk takes no call in the name of this user. */
  userRefused: DingTalkError | undefined;
  /** A query was refused, and no page has told yet whether for an id or for the user. */
  doubt: DingTalkError | undefined;
  isListLong = false;
  readonly #spaces: Spaces;
  readonly #unionId: string;
  readonly #clock: Clock;
  /** In how large a query an id may be, after one that it was in was refused. */
  readonly #caps = new Map<string, number>();
  #hasListed = false;
  #list: Pager<ListedSpace>;
  #listFrom = -Infinity;
  #listPages = 0;

  /** @param onShown is told of whatever an answer shows. */
  constructor(
    spaces: Spaces,
    unionId: string,
    clock: Clock,
    private readonly onShown: (shown: readonly ListedSpace[]) => void = () => undefined,
  ) {
    this.#spaces = spaces;
    this.#unionId = unionId;
    this.#clock = clock;
    this.#list = spaceList(spaces, unionId);
  }

  get listEnded(): boolean {
    return this.#list.ended;
  }

  get listBegun(): boolean {
    return this.#list.begun;
  }

  /** When the list as far as it was read was begun; `Infinity` before its first page. */
  get listFrom(): number {
    return this.#list.begun ? this.#listFrom : Infinity;
  }

  beginList(): void {
    this.#list = spaceList(this.#spaces, this.#unionId);
    this.#listPages = 0;
  }

  /**
   * Those of the ids that may go out in one query. If the query may be the last word about one of them, another
   * space goes with them that was seen a moment ago: it shows whether the operator still sees anything.
   */
  batchOf(ids: Iterable<string>, mayBeLast: boolean): ReadonlySet<string> {
    const batch = new Set<string>();
    let most = queryLimit;
    for (const id of ids) {
      const cap = Math.min(most, this.#caps.get(id) ?? queryLimit);
      if (batch.size >= cap) continue;
      batch.add(id);
      most = cap;
    }
    const control = mayBeLast && batch.size < most ? this.book.control(batch, this.#clock.now()) : undefined;
    return control === undefined ? batch : batch.add(control);
  }

  async query(batch: ReadonlySet<string>, deadline: Deadline): Promise<void> {
    const ids = [...batch];
    const from = this.#clock.now();
    let found: readonly ListedSpace[];
    try {
      found = await this.#spaces.query(ids, this.#unionId, deadline);
    } catch (error) {
      // The query is the management's: an operator who is no manager still has the list.
      if (isPermissionDenied(error) || isOperatorRefused(error)) this.queryDenied = error;
      else if (isNotFound(error)) this.#refuse(ids, error, from);
      else throw error;
      return;
    }
    const witness = { kind: "query", from, to: this.#clock.now() } as const;
    const shown = found.filter(({ spaceId }) => batch.has(spaceId));
    this.book.showAll(shown, from);
    this.onShown(shown);
    for (const id of ids) {
      this.#caps.delete(id);
      if (!shown.some(({ spaceId }) => spaceId === id)) this.book.leaveOut(id, witness);
    }
  }

  /** One id makes a whole batch fail: halves are asked for until it stands alone, or only those that no list shows. */
  #refuse(ids: readonly string[], error: DingTalkError, at: number): void {
    const isListed = (id: string) => !this.book.of(id).leftOut.some(({ kind }) => kind === "list");
    const isPlain = ids.length === 1 || !ids.some(isListed);
    for (const id of ids) {
      if (isPlain) this.book.refuse(id, error, at);
      else this.#caps.set(id, Math.ceil(ids.length / 2));
    }
    if (!this.#hasListed && !this.listDenied) this.doubt = error;
  }

  /** Reads the list's next page. Returns the ids on it. */
  async page(deadline: Deadline): Promise<readonly string[]> {
    const at = this.#clock.now();
    const { doubt } = this;
    this.doubt = undefined;
    let page: Awaited<ReturnType<Pager<ListedSpace>["next"]>>;
    try {
      page = await this.#list.next(deadline);
    } catch (error) {
      this.beginList();
      if (isPermissionDenied(error)) this.listDenied = error;
      else if (doubt && isRefused(error) && error.code === doubt.code) this.userRefused = error;
      throw error;
    }
    this.#hasListed = true;
    if (page.isFirst) this.#listFrom = at;
    this.#listPages += 1;
    this.book.showAll(page.items, at);
    this.onShown(page.items);
    if (this.#list.ended)
      this.book.completeList({ kind: "list", from: this.#listFrom, to: this.#clock.now() });
    else if (this.#listPages >= LONG_LIST_PAGES) this.isListLong = true;
    return page.items.map(({ spaceId }) => spaceId);
  }
}
