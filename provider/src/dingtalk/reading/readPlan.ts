import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import { WITNESS_SHARE_MS } from "../http/timings";
import { isRefusedSince, mayTell, tellsFrom, type Question } from "./evidence";
import type { Witnesses } from "./witnesses";

/** A question, and what has become of it so far. */
export interface Wanted extends Question {
  readonly deadline: Deadline;
  /** A call that was made for it failed. */
  failure?: unknown;
}

/** What brings open questions further: a page for those to come, a call for these, or time. */
export type Step =
  | { readonly kind: "page" }
  | { readonly kind: "query" | "list"; readonly wanted: readonly Wanted[]; readonly from: number }
  | { readonly kind: "wait"; readonly ms: number };

/** Says which witness is asked next, by what the witnesses have said so far. Makes no call. */
export class ReadPlan {
  readonly #witnesses: Witnesses;
  readonly #clock: Clock;

  constructor(witnesses: Witnesses, clock: Clock) {
    this.#witnesses = witnesses;
    this.#clock = clock;
  }

  /** @param wantsPage whether a page is worth more than a query for reads that nobody has answered yet. */
  next(open: readonly Wanted[], wantsPage: () => boolean): Step {
    if (this.#witnesses.doubt) return { kind: "page" };
    const news = open.filter((wanted) => this.#isNew(wanted));
    if (news.length > 0) return wantsPage() ? { kind: "page" } : { kind: "query", wanted: news, from: 0 };
    return this.#secondWitness(open);
  }

  mayQuery(wanted: Wanted): boolean {
    return !this.#witnesses.queryDenied && !isRefusedSince(this.#witnesses.book.of(wanted.id), wanted);
  }

  needsList(wanted: Wanted): boolean {
    const { isListLong, listDenied } = this.#witnesses;
    return !listDenied && !(isListLong && this.mayQuery(wanted));
  }

  /** From when on one more query may be the last word; `Infinity` if it may not. */
  tellsByQuery(wanted: Wanted): number {
    const evidence = this.#witnesses.book.of(wanted.id);
    return tellsFrom(evidence, wanted, "query", this.needsList(wanted)) ?? Infinity;
  }

  /** Whether the list, as far as it was read, was begun late enough to tell. */
  listServes(from: number): boolean {
    return !this.#witnesses.listEnded && this.#witnesses.listFrom >= from;
  }

  /** Whether no query that was asked for after the question has left the space out. */
  #isNew(wanted: Wanted): boolean {
    const { leftOut } = this.#witnesses.book.of(wanted.id);
    return this.mayQuery(wanted) && !leftOut.some(({ kind, from }) => kind === "query" && from >= wanted.at);
  }

  /** Those who wait for a second witness are asked for together, as soon as the first of them may be. */
  #secondWitness(open: readonly Wanted[]): Step {
    const plans = open.map((wanted) => this.#planFor(wanted)).sort((a, b) => a.from - b.from);
    const [first] = plans;
    const now = this.#clock.now();
    if (!first) return { kind: "wait", ms: 0 };
    const { kind, from } = first;
    const ready = Math.max(...plans.map((plan) => plan.from).filter((at) => at <= from + WITNESS_SHARE_MS));
    const isUnderWay = kind === "list" && this.#witnesses.listBegun && this.listServes(from);
    if (ready > now && !isUnderWay) return { kind: "wait", ms: ready - now };
    const due = plans.filter((plan) => plan.kind === kind && plan.from <= now);
    return { kind, wanted: due.map(({ wanted }) => wanted), from };
  }

  /** Who can tell what one answer alone could not, and from when on. */
  #planFor(wanted: Wanted): { wanted: Wanted; kind: "query" | "list"; from: number } {
    const evidence = this.#witnesses.book.of(wanted.id);
    const from = this.tellsByQuery(wanted);
    if (this.mayQuery(wanted) && from < Infinity && mayTell(evidence, wanted, from))
      return { wanted, kind: "query", from };
    const needsList = this.needsList(wanted);
    return { wanted, kind: "list", from: tellsFrom(evidence, wanted, "list", needsList) ?? wanted.since };
  }
}
