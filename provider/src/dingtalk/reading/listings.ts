import type { Spaces } from "../api/spaces";
import { outOfTime } from "../errors/dingTalkError";
import { isPermissionDenied, isRefused } from "../errors/guards";
import type { Clock } from "../http/clock";
import type { Deadline } from "../http/deadline";
import type { Reporter } from "../http/reporter";
import { BASELINE_MS, OPERATION_MS } from "../http/timings";
import type { ListedSpace } from "../wire/schemas";
import { listAll, type ListOptions } from "./pages";

export interface Listing {
  /** When the list was asked for, milliseconds since 1970. */
  readonly at: number;
  readonly spaces: readonly ListedSpace[];
}

const late = () => outOfTime("list", "Listing the spaces took too long");

/** Complete lists of what a user can see. Each runs on a deadline of its own, since others than who asked first wait for it. */
export class Listings {
  readonly #spaces: Spaces;
  readonly #clock: Clock;
  readonly #reporter: Reporter;
  readonly #baselines = new Map<
    string,
    { readonly at: number; readonly list: Promise<Listing | undefined> }
  >();
  /** What is under way, and what is to follow it. */
  readonly #fresh = new Map<string, { readonly list: Promise<Listing>; next?: Promise<Listing> }>();

  constructor(spaces: Spaces, clock: Clock, reporter: Reporter) {
    this.#spaces = spaces;
    this.#clock = clock;
    this.#reporter = reporter;
  }

  /** The list before a create, at most 30 s old and shared by all that come meanwhile; `undefined` if the app may not list. */
  baseline(unionId: string, deadline: Deadline): Promise<Listing | undefined> {
    const at = this.#clock.now();
    let baseline = this.#baselines.get(unionId);
    if (!baseline || baseline.at < at - BASELINE_MS) {
      const begun = {
        at,
        list: this.#list(unionId, deadline).catch((error: unknown) => this.#withoutPermission(error)),
      };
      this.#baselines.set(unionId, (baseline = begun));
      // A list that failed is nobody's answer but that of those who waited for it; a refusal is everybody's.
      begun.list.catch((error: unknown) => {
        if (!isRefused(error) && this.#baselines.get(unionId) === begun) this.#baselines.delete(unionId);
      });
    }
    return deadline.share(baseline.list, late);
  }

  /** A list that is asked for after this moment, shared by all who want one meanwhile. */
  fresh(unionId: string, deadline: Deadline, options?: ListOptions): Promise<Listing> {
    const underWay = this.#fresh.get(unionId);
    if (!underWay) return deadline.share(this.#begin(unionId, deadline, options), late);
    const begin = () => this.#begin(unionId, deadline, options);
    underWay.next ??= underWay.list.then(begin, begin);
    return deadline.share(underWay.next, late);
  }

  #begin(unionId: string, first: Deadline, options?: ListOptions): Promise<Listing> {
    const list = this.#list(unionId, first, options);
    const begun: { readonly list: Promise<Listing>; next?: Promise<Listing> } = { list };
    this.#fresh.set(unionId, begun);
    const done = () => {
      if (!begun.next) this.#fresh.delete(unionId);
    };
    list.then(done, done);
    return list;
  }

  async #list(unionId: string, first: Deadline, options?: ListOptions): Promise<Listing> {
    const at = this.#clock.now();
    const deadline = first.another(OPERATION_MS);
    return { at, spaces: await listAll(this.#spaces, unionId, deadline, options) };
  }

  #withoutPermission(error: unknown): undefined {
    if (!isPermissionDenied(error)) throw error;
    this.#reporter.notice(
      "no list of spaces",
      "The app lacks the permission Drive.Space.Read: the duplicate-name check is skipped, and a create whose response is lost must be resolved by hand.",
    );
  }
}
