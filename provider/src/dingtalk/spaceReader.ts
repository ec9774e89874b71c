import DataLoader from "dataloader";
import type { Clock, Deadline } from "./clock";
import { DingTalkError, isGone, isPermissionDenied } from "./dingTalkError";
import { circularList } from "./listAll";
import { pageSize, queryLimit, type Spaces } from "./spaces";
import { wholeSpace, type ListedSpace, type Space } from "./wire";

/** An answer serves other reads of this run for so long. Milliseconds. */
export const freshMs = 30_000;
/** Reads that come within so long of one another go out together. Milliseconds. */
const quietMs = 20;
/** The same for the first reads of a run, which come from a process that is still warming up. */
const firstQuietMs = 60;
/** So many pages may be spent on looking for an id that the query did not give; beyond them it is queried again. */
const confirmPages = 20;
/** Without a single hit in so many pages, no more are spent. */
const pagesOnTrial = 2;

interface Wanted {
  readonly id: string;
  readonly deadline: Deadline;
  readonly maxAgeMs: number;
}

type Answer = ListedSpace | "gone" | Error;

/** An id that a query on its own was refused for. */
interface Suspect {
  readonly id: string;
  readonly error: Error;
}

/**
 * Reads spaces by id for one user, with as few calls as the order of the questions allows.
 *
 * Reads that arrive together go out as one query. The engine has few reads in flight at a time, so before
 * each query but the first one list page may be spent on what will be asked next, as long as pages do not
 * outnumber queries: rent or buy, never more than twice the calls of the better of the two. A space is gone
 * only when two successful answers say so.
 */
export class SpaceReader {
  readonly #loader: DataLoader<Wanted, ListedSpace | "gone">;
  readonly #known = new Map<string, { space: ListedSpace; at: number }>();
  readonly #asked = new Set<string>();
  #working: Promise<unknown> = Promise.resolve();
  #list = new PagedList();
  #queries = 0;
  #pages = 0;
  #hits = 0;
  #started = false;
  #queryDenied: DingTalkError | undefined;
  #listDenied: DingTalkError | undefined;

  constructor(
    private readonly spaces: Spaces,
    private readonly unionId: string,
    private readonly clock: Clock,
  ) {
    this.#loader = new DataLoader((wanted) => this.#oneAtATime(() => this.#answer(wanted)), {
      cache: false,
      maxBatchSize: queryLimit,
      batchScheduleFn: (dispatch) => void this.#whenQuiet(dispatch),
    });
  }

  /**
   * The space, or `undefined` where two answers say that there is none.
   *
   * @param maxAgeMs how old an answer to somebody else's question may be.
   */
  async read(id: string, deadline: Deadline, maxAgeMs = freshMs): Promise<Space | undefined> {
    const remembered = this.#remembered(id, maxAgeMs);
    // An answer that misses a field is asked for once more: reads repeat.
    for (const answer of [
      () => remembered,
      () => this.#ask(id, deadline, maxAgeMs),
      () => this.#ask(id, deadline, 0),
    ]) {
      const listed = await answer();
      if (listed === "gone") return undefined;
      const space = listed && wholeSpace(listed);
      if (space) return space;
    }
    throw new DingTalkError({
      operation: this.#queryDenied ? "list" : "query",
      code: "incomplete.answer",
      message: `DingTalk's answer about space ${id} is not complete`,
    });
  }

  #ask(id: string, deadline: Deadline, maxAgeMs: number): Promise<ListedSpace | "gone"> {
    return this.#loader.load({ id, deadline, maxAgeMs });
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

  #remembered(id: string, maxAgeMs: number): ListedSpace | undefined {
    const known = this.#known.get(id);
    if (!known || this.clock.now() - known.at > maxAgeMs) return undefined;
    this.#hits += 1;
    return known.space;
  }

  /** Holds a batch open while the one before it is under way, and then until no more reads arrive. */
  async #whenQuiet(dispatch: () => void): Promise<void> {
    const quiet = this.#started ? quietMs : firstQuietMs;
    this.#started = true;
    await this.#working;
    await this.clock.sleep(quiet);
    dispatch();
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#working.then(work);
    this.#working = result.catch(() => undefined);
    return result;
  }

  async #answer(wanted: readonly Wanted[]): Promise<(ListedSpace | "gone" | Error)[]> {
    const deadline = soonest(wanted);
    for (const { id } of wanted) this.#asked.add(id);
    const answers = new Map<string, Answer>();
    try {
      await this.#lookUp(wanted, answers, deadline);
    } catch (error) {
      for (const { id } of wanted) if (!answers.has(id)) answers.set(id, asError(error));
    }
    return wanted.map(({ id }) => answers.get(id) ?? new Error(`no answer about space ${id}`));
  }

  async #lookUp(wanted: readonly Wanted[], answers: Map<string, Answer>, deadline: Deadline): Promise<void> {
    const ids = [...new Set(wanted.map(({ id }) => id))];
    const oldest = this.clock.now() - Math.min(...wanted.map(({ maxAgeMs }) => maxAgeMs));
    if (this.#queryDenied) {
      await this.#lookUpInList(ids, answers, deadline, oldest);
      return;
    }
    const before = this.clock.now();
    await this.#spendPage(deadline);
    const open = ids.filter((id) => {
      const listed = this.#list.get(id, before);
      if (listed) answers.set(id, listed);
      return !listed;
    });
    if (open.length === 0) return;
    const suspects: Suspect[] = [];
    try {
      await this.#query(open, answers, deadline, suspects);
    } catch (error) {
      if (!isPermissionDenied(error)) throw error;
      this.#queryDenied = error;
      await this.#lookUpInList(open, answers, deadline, oldest);
      return;
    }
    if (suspects.length === 0) return;
    if (this.#listDenied) {
      for (const { id, error } of suspects) answers.set(id, error);
      return;
    }
    // A refusal is no answer that says "gone": the list must say so twice.
    await this.#lookUpInList(
      suspects.map(({ id }) => id),
      answers,
      deadline,
      this.clock.now(),
    );
  }

  /** Rent or buy: a page before a query, while pages pay and do not outnumber queries. */
  async #spendPage(deadline: Deadline): Promise<void> {
    const pays = this.#pages < pagesOnTrial || this.#hits > 0;
    if (this.#listDenied || this.#list.ended || this.#pages >= this.#queries || !pays) return;
    try {
      await this.#nextPage(deadline);
    } catch (error) {
      // The page was a bet, not a question: the query that follows answers, or fails, for itself.
      if (isPermissionDenied(error)) this.#listDenied = error;
      else this.#pages = Infinity;
    }
  }

  async #nextPage(deadline: Deadline): Promise<void> {
    this.#pages += 1;
    const at = this.clock.now();
    const page = await this.spaces.page(this.unionId, this.#list.next, deadline);
    this.#list.add(page, at);
    for (const space of page.spaces) {
      this.#known.set(space.spaceId, { space, at });
      if (this.#asked.has(space.spaceId)) this.#hits += 1;
    }
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
      this.#queries += 1;
      found = await this.spaces.query(ids, this.unionId, deadline);
    } catch (error) {
      if (!isGone(error)) throw error;
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) {
        suspects.push({ id, error });
        return;
      }
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
    if (this.#list.olderThan(oldest)) this.#list = new PagedList();
    try {
      const first = new Map<string, Answer>();
      await this.#searchList(ids, first, deadline, 0, Infinity);
      const missing = ids.filter((id) => first.get(id) === "gone");
      for (const [id, answer] of first) if (answer !== "gone") answers.set(id, answer);
      if (missing.length === 0) return;
      this.#list = new PagedList();
      await this.#searchList(missing, answers, deadline, 0, Infinity);
    } catch (error) {
      if (!isPermissionDenied(error) || !this.#queryDenied) throw error;
      this.#listDenied = error;
      throw this.#queryDenied;
    }
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

/** A list as far as it has been read, and when each page of it was. */
class PagedList {
  readonly #seen = new Map<string, { space: ListedSpace; at: number }>();
  readonly #followed = new Set<string>();
  #startedAt: number | undefined;
  next: string | undefined;
  ended = false;

  add(page: { spaces: readonly ListedSpace[]; next: string | undefined }, at: number): void {
    this.#startedAt ??= at;
    for (const space of page.spaces) this.note(space, at);
    if (page.next === undefined) this.ended = true;
    else if (this.#followed.has(page.next)) throw circularList();
    else this.#followed.add((this.next = page.next));
  }

  note(space: ListedSpace, at: number): void {
    this.#seen.set(space.spaceId, { space, at });
  }

  get(id: string, since: number): ListedSpace | undefined {
    const seen = this.#seen.get(id);
    return seen && seen.at >= since ? seen.space : undefined;
  }

  olderThan(time: number): boolean {
    return this.#startedAt !== undefined && this.#startedAt < time;
  }

  forget(id: string): void {
    this.#seen.delete(id);
  }
}

const soonest = (wanted: readonly Wanted[]): Deadline =>
  wanted.map(({ deadline }) => deadline).reduce((a, b) => (a.left <= b.left ? a : b));

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** What the pages cost at the most, for the documentation and the simulation. */
export const readerFacts = { pageSize, queryLimit, confirmPages, freshMs } as const;
