import type { Clock, Deadline } from "./clock";
import {
  DingTalkError,
  isGone,
  isOperatorRefused,
  isPermissionDenied,
  isRefused,
  outOfTime,
} from "./dingTalkError";
import { Gathering } from "./gathering";
import { PagedList } from "./pagedList";
import { RentOrBuy } from "./rentOrBuy";
import type { Spaces } from "./spaces";
import { wholeSpace, type ListedSpace, type Space } from "./wire";

/** An answer serves other reads of this run for so long. Milliseconds. */
const freshMs = 30_000;
/** So many pages may be spent on looking for an id that the query did not give; beyond them it is queried again. */
const confirmPages = 20;
/** Between two lists that must both leave a space out: one that is only late would be late in both. Milliseconds. */
const secondListMs = 5_000;

interface Wanted {
  readonly id: string;
  readonly deadline: Deadline;
  /** No answer from before this moment will do. */
  readonly since: number;
}

type Answer = ListedSpace | "gone" | Error;

/** The page that was spent did not show it: it is asked for again, with those who have come meanwhile. */
const later = Symbol("later");

/** An id that a query on its own was refused for. */
interface Suspect {
  readonly id: string;
  readonly error: Error;
}

/**
 * Reads spaces by id for one user, with as few calls as the order of the questions allows.
 *
 * Reads that arrive together go out as one query. The engine has few reads in flight at a time, so now and
 * then a list page is spent on what will be asked next: `RentOrBuy` says when. A space is gone only when two
 * successful answers say so.
 */
export class SpaceReader {
  readonly #gathering: Gathering<Wanted, ListedSpace | "gone" | typeof later>;
  readonly #known = new Map<string, { space: ListedSpace; at: number }>();
  #list = new PagedList();
  #bet = new RentOrBuy();
  /** The page that is on its way although nobody waits for it yet. */
  #ahead: Promise<void> | undefined;
  #paging: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #queryDenied: DingTalkError | undefined;
  #listDenied: DingTalkError | undefined;
  /** DingTalk takes no call in the name of this user. */
  #userRefused: DingTalkError | undefined;
  /** The complete list before the present one: what both leave out is gone. */
  #listBefore: PagedList | undefined;

  constructor(
    private readonly spaces: Spaces,
    private readonly unionId: string,
    private readonly clock: Clock,
  ) {
    this.#gathering = new Gathering(clock, {
      answer: (wanted) => this.#answer(wanted),
      needsNoCompany: () => this.#pageIsNext,
      begin: () => spaces.prepare(),
    });
  }

  /**
   * The space, or `undefined` where two answers say that there is none.
   *
   * @param maxAgeMs how old an answer to somebody else's question may be.
   */
  async read(id: string, deadline: Deadline, maxAgeMs = freshMs): Promise<Space | undefined> {
    // An answer that misses a field is asked for once more: reads repeat.
    for (const oldest of [maxAgeMs, 0]) {
      const listed = await this.#ask({ id, deadline, since: this.clock.now() - oldest });
      if (listed === "gone") return undefined;
      const space = wholeSpace(listed);
      if (space) return space;
    }
    throw new DingTalkError({
      operation: this.#queryDenied ? "list" : "query",
      code: "incomplete.answer",
      message: `DingTalk's answer about space ${id} is not complete`,
    });
  }

  async #ask(wanted: Wanted): Promise<ListedSpace | "gone"> {
    this.#bet.asked(wanted.id);
    const remembered = this.#remembered(wanted);
    if (remembered) {
      if (this.#list.isOnLastPage(wanted.id)) this.#readAhead(wanted.deadline);
      return remembered;
    }
    this.#waiting += 1;
    try {
      for (;;) {
        const answer = await wanted.deadline.share(this.#gathering.ask(wanted), () =>
          outOfTime("query", `Other reads took too long, and space ${wanted.id} was not read`),
        );
        if (answer !== later) return answer;
      }
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A space that this run has made: a list from before does not show it. */
  remember(space: Space): void {
    const at = this.clock.now();
    this.#known.set(space.spaceId, { space, at });
    this.#list.note(space, at);
  }

  /** It is not there any longer: nobody may be told otherwise from memory. */
  forget(id: string): void {
    this.#known.delete(id);
    this.#list.forget(id);
  }

  #remembered({ id, since }: Wanted): ListedSpace | undefined {
    const known = this.#known.get(id);
    return known && known.at >= since ? known.space : undefined;
  }

  /** Whether a page will be spent next: it shows the same however many wait for it. */
  get #pageIsNext(): boolean {
    if (this.#queryDenied || this.#listDenied || this.#list.ended) return false;
    this.#bet.waiting(this.#waiting);
    return this.#bet.wantsPage;
  }

  /** While the engine is busy with what the last page has shown, the next one may be on its way. */
  #readAhead(deadline: Deadline): void {
    if (this.#ahead || this.#queryDenied || this.#listDenied || this.#list.ended) return;
    this.#bet.waiting(this.#waiting);
    if (!this.#bet.wantsPageAhead) return;
    this.#ahead = this.#spendPage(deadline).finally(() => (this.#ahead = undefined));
  }

  async #answer(wanted: readonly Wanted[]): Promise<(ListedSpace | "gone" | typeof later | Error)[]> {
    const answers = new Map<string, Answer>();
    for (const one of wanted) {
      const remembered = this.#remembered(one);
      if (remembered) answers.set(one.id, remembered);
    }
    const open = wanted.filter(({ id }) => !answers.has(id));
    try {
      if (open.length > 0 && (await this.#lookUp(open, answers)) === later) {
        return wanted.map((one) => answers.get(one.id) ?? this.#remembered(one) ?? later);
      }
    } catch (error) {
      for (const { id } of open) if (!answers.has(id)) answers.set(id, asError(error));
    }
    return wanted.map(({ id }) => answers.get(id) ?? new Error(`no answer about space ${id}`));
  }

  async #lookUp(wanted: readonly Wanted[], answers: Map<string, Answer>): Promise<typeof later | undefined> {
    const deadline = soonest(wanted);
    const ids = [...new Set(wanted.map(({ id }) => id))];
    const oldest = Math.min(...wanted.map(({ since }) => since));
    if (this.#userRefused) throw this.#userRefused;
    if (this.#queryDenied) {
      await this.#lookUpInList(ids, answers, deadline, oldest);
      return undefined;
    }
    // Where one id makes a batch fail, those that are known to be gone are not asked for again.
    for (const id of ids) if (this.#isGoneTwice(id)) answers.set(id, "gone");
    const open = ids.filter((id) => !answers.has(id));
    if (open.length === 0) return undefined;
    if (this.#ahead) {
      await this.#ahead;
      return later;
    }
    this.#betAnew(ids, oldest);
    if (this.#pageIsNext) {
      await this.#spendPage(deadline);
      return later;
    }
    const suspects: Suspect[] = [];
    try {
      this.#bet.rented(ids.length);
      await this.#query(open, answers, deadline, suspects);
    } catch (error) {
      // The query is the management's: an operator who is no manager still has the list.
      if (!isPermissionDenied(error) && !isOperatorRefused(error)) throw error;
      this.#queryDenied = error;
      await this.#lookUpInList(open, answers, deadline, oldest);
      return undefined;
    }
    if (suspects.length === 0) return undefined;
    if (this.#listDenied) {
      for (const { id, error } of suspects) answers.set(id, error);
      return undefined;
    }
    // A refusal is no answer that says "gone": the list must say so twice.
    await this.#lookUpInList(
      suspects.map(({ id }) => id),
      answers,
      deadline,
      this.clock.now() - freshMs,
    );
    return undefined;
  }

  /** The whole list was read, and it is too old for these: they are the first of a new bet. */
  #betAnew(ids: readonly string[], oldest: number): void {
    if (!this.#list.ended || !this.#list.olderThan(oldest)) return;
    this.#list = new PagedList();
    this.#bet = new RentOrBuy();
    for (const id of ids) this.#bet.asked(id);
  }

  async #spendPage(deadline: Deadline): Promise<void> {
    try {
      await this.#nextPage(deadline);
    } catch (error) {
      // The page was a bet, not a question: the query that follows answers, or fails, for itself.
      if (isPermissionDenied(error)) this.#listDenied = error;
      this.#bet.close();
    }
  }

  /** One page at a time: each says where the next one begins. */
  #nextPage(deadline: Deadline): Promise<void> {
    const list = this.#list;
    const page = this.#paging.then(() => (list.ended ? undefined : this.#readPage(list, deadline)));
    this.#paging = page.catch(() => undefined);
    return page;
  }

  async #readPage(list: PagedList, deadline: Deadline): Promise<void> {
    const at = this.clock.now();
    const page = await this.spaces.page(this.unionId, list.next, deadline);
    list.add(page, at);
    for (const space of page.spaces) this.#known.set(space.spaceId, { space, at });
    this.#bet.bought(page.spaces.map(({ spaceId }) => spaceId));
  }

  async #query(
    ids: readonly string[],
    answers: Map<string, Answer>,
    deadline: Deadline,
    suspects: Suspect[],
  ): Promise<void> {
    const at = this.clock.now();
    let found: readonly ListedSpace[];
    try {
      found = await this.spaces.query(ids, this.unionId, deadline);
    } catch (error) {
      if (!isGone(error)) throw error;
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) {
        suspects.push({ id, error });
        return;
      }
      await this.#assertUser(deadline, error.code);
      // One id makes the whole batch fail: halves, until it stands alone.
      const middle = Math.ceil(ids.length / 2);
      await this.#query(ids.slice(0, middle), answers, deadline, suspects);
      await this.#query(ids.slice(middle), answers, deadline, suspects);
      return;
    }
    const wanted = new Set(ids);
    for (const space of found) {
      if (!wanted.has(space.spaceId)) continue;
      answers.set(space.spaceId, space);
      this.#known.set(space.spaceId, { space, at });
    }
    const missing = ids.filter((id) => !answers.has(id));
    if (missing.length > 0) await this.#confirmGone(missing, answers, deadline, at);
  }

  /** Not an id but the unionId may be what a query is refused for: one page tells. */
  async #assertUser(deadline: Deadline, code: string): Promise<void> {
    if (this.#listDenied || this.#list.begun) return;
    try {
      await this.#nextPage(deadline);
    } catch (error) {
      if (isPermissionDenied(error)) this.#listDenied = error;
      else if (isRefused(error) && error.code === code) throw (this.#userRefused = error);
    }
  }

  /** A good answer left these ids out. They count as gone when the list, or a query of their own, does so too. */
  async #confirmGone(
    ids: readonly string[],
    answers: Map<string, Answer>,
    deadline: Deadline,
    since: number,
  ): Promise<void> {
    let unsure = ids;
    if (!this.#listDenied) {
      try {
        unsure = await this.#searchList(ids, answers, deadline, since, confirmPages);
        // Pages from before this question show it: a list from after it is another witness than one more query.
        const outdated = unsure.filter((id) => this.#list.get(id, 0));
        if (outdated.length > 0) {
          this.#list = new PagedList();
          const still = await this.#searchList(outdated, answers, deadline, since, confirmPages);
          unsure = [...unsure.filter((id) => !outdated.includes(id)), ...still];
        }
      } catch (error) {
        if (!isPermissionDenied(error)) throw error;
        this.#listDenied = error;
      }
    }
    for (const id of unsure) {
      if (answers.has(id)) continue;
      const again = await this.spaces.query([id], this.unionId, deadline).catch((error: unknown) => {
        if (isGone(error)) return [];
        throw error;
      });
      answers.set(id, again.find(({ spaceId }) => spaceId === id) ?? "gone");
    }
  }

  /** The list alone, twice for what it does not show. */
  async #lookUpInList(
    ids: readonly string[],
    answers: Map<string, Answer>,
    deadline: Deadline,
    oldest: number,
  ): Promise<void> {
    if (this.#listDenied && this.#queryDenied) throw this.#queryDenied;
    if (this.#list.olderThan(oldest)) this.#list = new PagedList();
    try {
      const first = new Map<string, Answer>();
      await this.#searchList(ids, first, deadline, 0, Infinity);
      const missing: string[] = [];
      for (const [id, answer] of first) {
        if (answer !== "gone" || this.#isGoneTwice(id)) answers.set(id, answer);
        else missing.push(id);
      }
      if (missing.length === 0) return;
      this.#listBefore = this.#list;
      this.#list = new PagedList();
      if (!(await deadline.sleep(secondListMs)))
        throw outOfTime("list", "There was no time to list the spaces a second time");
      await this.#searchList(missing, answers, deadline, 0, Infinity);
    } catch (error) {
      if (!isPermissionDenied(error) || !this.#queryDenied) throw error;
      this.#listDenied = error;
      throw this.#queryDenied;
    }
  }

  /** Whether the present list and the one before it, both read to the end a moment ago, leave this space out. */
  #isGoneTwice(id: string): boolean {
    const fresh = this.clock.now() - freshMs;
    return [this.#list, this.#listBefore].every(
      (list) => list?.ended && !list.olderThan(fresh) && !list.get(id, 0),
    );
  }

  /**
   * Goes on through the list until every id is found or the list has ended, which is an answer too. Answers
   * what it could not tell: ids that only pages from before `since` show, and all of them where `most`
   * pages did not do.
   */
  async #searchList(
    ids: readonly string[],
    answers: Map<string, Answer>,
    deadline: Deadline,
    since: number,
    most: number,
  ): Promise<readonly string[]> {
    if (this.#list.olderThan(this.clock.now() - freshMs)) this.#list = new PagedList();
    const unsure: string[] = [];
    let open = ids;
    for (let spent = 0; ; spent += 1) {
      open = open.filter((id) => {
        const listed = this.#list.get(id, since);
        if (listed) answers.set(id, listed);
        else if (this.#list.get(id, 0)) unsure.push(id);
        else return true;
        return false;
      });
      if (open.length === 0) return unsure;
      if (this.#list.ended) {
        for (const id of open) answers.set(id, "gone");
        return unsure;
      }
      if (spent >= most) return [...unsure, ...open];
      await this.#nextPage(deadline);
    }
  }
}

const soonest = (wanted: readonly Wanted[]): Deadline =>
  wanted.map(({ deadline }) => deadline).reduce((a, b) => (a.left <= b.left ? a : b));

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
