import type { Clock, Deadline } from "./clock";
import { isPermissionDenied, isRefused, outOfTime } from "./dingTalkError";
import { listAll } from "./listAll";
import type { Reporter } from "./reporter";
import type { Spaces } from "./spaces";
import type { ListedSpace } from "./wire";

export interface View {
  /** When the list was asked for, milliseconds since 1970. */
  readonly at: number;
  readonly spaces: readonly ListedSpace[];
}

const lateLook = () => outOfTime("list", "Listing the spaces took too long");

/** Complete lists of what a user can see: one for all creates of a run, and fresh ones where an outcome is unknown. */
export class LookAround {
  readonly #first = new Map<string, Promise<View | undefined>>();
  readonly #fresh = new Map<string, { running: Promise<View>; next: Promise<View> | undefined }>();

  constructor(
    private readonly spaces: Spaces,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {}

  /** The run's look around before it creates; `undefined` where the app may not list. */
  async before(unionId: string, deadline: Deadline): Promise<View | undefined> {
    let look = this.#first.get(unionId);
    if (!look) {
      look = this.#list(unionId, deadline).catch((error: unknown) => {
        if (!isPermissionDenied(error)) throw error;
        this.reporter.notice(
          "no look around",
          "The app lacks the permission Drive.Space.Read: spaces are created without looking for one of the same name first.",
        );
        return undefined;
      });
      this.#first.set(unionId, look);
      // A look that failed is nobody's answer but that of those who waited for it; a refusal is everybody's.
      look.catch((error: unknown) => {
        if (!isRefused(error)) this.#first.delete(unionId);
      });
    }
    return deadline.share(look, lateLook);
  }

  /** A list that is asked for after this moment, shared by all who want one meanwhile. */
  async after(unionId: string, deadline: Deadline, options?: { evenIfBlocked?: boolean }): Promise<View> {
    const begun = this.#fresh.get(unionId);
    if (begun) {
      begun.next ??= begun.running.then(
        () => this.#start(unionId, deadline, options),
        () => this.#start(unionId, deadline, options),
      );
      return deadline.share(begun.next, lateLook);
    }
    return this.#start(unionId, deadline, options);
  }

  #start(unionId: string, deadline: Deadline, options?: { evenIfBlocked?: boolean }): Promise<View> {
    const running = this.#list(unionId, deadline, options);
    const begun: { running: Promise<View>; next: Promise<View> | undefined } = { running, next: undefined };
    this.#fresh.set(unionId, begun);
    const done = () => {
      if (this.#fresh.get(unionId) === begun && !begun.next) this.#fresh.delete(unionId);
    };
    running.then(done, done);
    return running;
  }

  async #list(unionId: string, deadline: Deadline, options?: { evenIfBlocked?: boolean }): Promise<View> {
    const at = this.clock.now();
    return { at, spaces: await listAll(this.spaces, unionId, deadline, options) };
  }
}
