import { queryLimit, type Spaces } from "../api/spaces";
import { DingTalkError, outOfTime } from "../errors/dingTalkError";
import { isOperatorBlind, isPermissionDenied } from "../errors/guards";
import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import { FRESH_MS } from "../http/timings";
import type { ListedSpace, Space } from "../wire/schemas";
import { judge } from "./evidence";
import { asError, failing, soonest } from "./failing";
import { orderedClock } from "./orderedClock";
import { wantsPage, wantsPageAhead } from "./pagePolicy";
import { PageTally } from "./pageTally";
import { ReadPlan, type Step, type Wanted } from "./readPlan";
import { ReadQueue } from "./readQueue";
import { Witnesses } from "./witnesses";

/**
 * Reads spaces by id for one user, with as few calls as the order of the questions allows.
 *
 * Reads that arrive together go out as one query. The engine has few reads in flight at a time, so now and
 * then a list page is read for what will be asked next: `wantsPage` says when. While a question is open, the
 * next witness is asked; `judge` says when it is answered.
 */
export class SpaceReader {
  readonly #clock: Clock;
  readonly #witnesses: Witnesses;
  readonly #plan: ReadPlan;
  readonly #queue: ReadQueue<Wanted, ListedSpace | "gone">;
  #tally = new PageTally();
  #mayBet = true;
  /** The page that is on its way, whether or not somebody waits for it. */
  #paging: Promise<void> | undefined;

  /** @param onShown is told of whatever an answer shows. */
  constructor(
    spaces: Spaces,
    unionId: string,
    clock: Clock,
    onShown?: (shown: readonly ListedSpace[]) => void,
  ) {
    this.#clock = orderedClock(clock);
    this.#witnesses = new Witnesses(spaces, unionId, this.#clock, onShown);
    this.#plan = new ReadPlan(this.#witnesses, this.#clock);
    this.#queue = new ReadQueue(clock, {
      begin: () => spaces.prepare(),
      needsNoCompany: (open) => this.#next(open).kind !== "query",
      ask: (open) => this.#ask(open),
      answer: (wanted) => this.#answer(wanted),
    });
  }

  /**
   * The space, or `undefined` if two answers say that there is none.
   *
   * @param maxAgeMs how old an answer to somebody else's question may be.
   */
  async read(id: string, deadline: Deadline, maxAgeMs = FRESH_MS): Promise<Space | undefined> {
    const at = this.#clock.now();
    const space = await this.#read({ id, deadline, at, since: at - maxAgeMs });
    return space === "gone" ? undefined : space;
  }

  /** As `read`, if "not seen" is enough: an operator who sees nothing at all does not see it either. */
  async readIfSeen(id: string, deadline: Deadline, maxAgeMs = FRESH_MS): Promise<Space | undefined> {
    try {
      return await this.read(id, deadline, maxAgeMs);
    } catch (error) {
      if (!isOperatorBlind(error)) throw error;
      return undefined;
    }
  }

  /** A space that this run has made: a list from before does not show it. */
  remember(space: Space): void {
    this.#witnesses.book.show(space, this.#clock.now());
  }

  /** It is not there any longer: nobody may be told otherwise from memory. */
  forget(id: string): void {
    this.#witnesses.book.forget(id, this.#clock.now());
  }

  async #read(wanted: Wanted): Promise<ListedSpace | "gone"> {
    const { id, deadline } = wanted;
    this.#tally.asked(id);
    const known = this.#answer(wanted);
    if (known instanceof Error) throw known;
    if (known !== undefined) {
      if (this.#tally.isOnLastPage(id)) this.#readAhead(deadline);
      return known;
    }
    const late = () => outOfTime("query", `Other reads took too long, and space ${id} was not read`);
    try {
      return await deadline.share(this.#queue.ask(wanted), late);
    } finally {
      this.#queue.drop(wanted);
    }
  }

  #answer(wanted: Wanted): ListedSpace | "gone" | Error | undefined {
    const { book, userRefused, queryDenied, listDenied } = this.#witnesses;
    const evidence = book.of(wanted.id);
    const rules = { needsList: this.#plan.needsList(wanted), shownAt: book.shownAt };
    switch (judge(evidence, wanted, rules)) {
      case "there":
        return evidence.space;
      case "gone":
        return "gone";
      case "blind":
        return blind(wanted.id);
      case "not known":
        if (wanted.failure !== undefined) return asError(wanted.failure);
        if (userRefused) return userRefused;
        return listDenied && !this.#plan.mayQuery(wanted)
          ? (queryDenied ?? evidence.refusal?.error)
          : undefined;
    }
  }

  /** What brings these questions further. */
  #next(open: readonly Wanted[]): Step {
    this.#tally.open(open.length);
    if (this.#paging) return { kind: "page" };
    return this.#plan.next(open, () => this.#mayReadOn() && wantsPage(this.#tally.now));
  }

  async #ask(open: readonly Wanted[]): Promise<number | undefined> {
    this.#countAnew(open);
    const step = this.#next(open);
    switch (step.kind) {
      case "wait":
        for (const wanted of open)
          if (wanted.deadline.left <= step.ms)
            wanted.failure = outOfTime("list", "There was no time to list the spaces a second time");
        return step.ms;
      case "page":
        await this.#bet(soonest(open).deadline);
        return undefined;
      case "query": {
        const mayBeLast = step.wanted.some((wanted) => this.#plan.tellsByQuery(wanted) <= this.#clock.now());
        const batch = this.#witnesses.batchOf(
          step.wanted.map(({ id }) => id),
          mayBeLast,
        );
        const asking = step.wanted.filter(({ id }) => batch.has(id));
        // Those who wait for a second witness will soon let others ask: then queries are full again.
        this.#tally.queried(Math.min(open.length, queryLimit));
        await failing(asking, (deadline) => this.#witnesses.query(batch, deadline));
        return undefined;
      }
      case "list":
        if (!this.#plan.listServes(step.from)) this.#witnesses.beginList();
        await failing(step.wanted, (deadline) => this.#page(deadline));
        return undefined;
    }
  }

  /** One page at a time: each says where the next one begins. */
  #page(deadline: Deadline): Promise<void> {
    this.#paging ??= this.#readPage(deadline).finally(() => (this.#paging = undefined));
    return this.#paging;
  }

  async #readPage(deadline: Deadline): Promise<void> {
    try {
      this.#tally.paged(await this.#witnesses.page(deadline));
    } catch (error) {
      // The query still has something to say.
      if (!isPermissionDenied(error)) throw error;
    }
  }

  /** A page that nobody has asked for by name: whoever needs it will find out why it failed. */
  async #bet(deadline: Deadline): Promise<void> {
    await this.#page(deadline).catch(() => (this.#mayBet = false));
  }

  #mayReadOn(): boolean {
    const { queryDenied, listDenied, listEnded } = this.#witnesses;
    return this.#mayBet && !(queryDenied ?? listDenied) && !listEnded;
  }

  /** If the whole list was read and is too old for these, they are the first of a new count. */
  #countAnew(open: readonly Wanted[]): void {
    const { listEnded, listFrom } = this.#witnesses;
    if (!listEnded || !open.every(({ since }) => listFrom < since)) return;
    this.#witnesses.beginList();
    this.#tally = new PageTally();
    for (const { id } of open) this.#tally.asked(id);
  }

  /** While the engine is busy with what the last page has shown, the next one may be on its way. */
  #readAhead(deadline: Deadline): void {
    if (!this.#paging && this.#mayReadOn() && wantsPageAhead(this.#tally.now)) void this.#bet(deadline);
  }
}

const blind = (id: string) =>
  new DingTalkError({
    operation: "list",
    code: "operator.blind",
    speaker: "package",
    message: `DingTalk shows unionId's user no space at all, so whether space ${id} is gone cannot be told`,
  });
