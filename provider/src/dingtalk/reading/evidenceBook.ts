import type { DingTalkError } from "../errors/dingTalkError";
import { FRESH_MS } from "../http/timings";
import type { ListedSpace } from "../wire/schemas";
import type { Evidence, Witness } from "./evidence";

/** What a run has been told about every id. */
export class EvidenceBook {
  readonly #evidence = new Map<string, Evidence>();
  #lists: readonly Witness[] = [];
  #shownAt = -Infinity;

  /** When the last answer was asked for that showed the operator any space at all. */
  get shownAt(): number {
    return this.#shownAt;
  }

  /** A complete list leaves out whatever was not shown since it began, so it is kept once and not for each id. */
  of(id: string): Evidence {
    const { leftOut, ...evidence } = this.#own(id);
    return { ...evidence, leftOut: [...leftOut, ...this.#lists] };
  }

  show(space: ListedSpace, at: number): void {
    this.#evidence.set(space.spaceId, { ...this.#own(space.spaceId), space, seenAt: at });
  }

  /** DingTalk has shown these spaces to the operator. */
  showAll(spaces: readonly ListedSpace[], at: number): void {
    for (const space of spaces) this.show(space, at);
    if (spaces.length > 0) this.#shownAt = Math.max(this.#shownAt, at);
  }

  /** A space that was there a moment ago and is none of these: who still sees it sees something. */
  control(but: ReadonlySet<string>, now: number): string | undefined {
    for (const [id, { space, seenAt }] of this.#evidence)
      if (space && seenAt >= now - FRESH_MS && !but.has(id)) return id;
    return undefined;
  }

  /** This run has deleted it: no answer from before says anything. */
  forget(id: string, at: number): void {
    this.#evidence.set(id, { ...this.#own(id), space: undefined, seenAt: at });
  }

  leaveOut(id: string, witness: Witness): void {
    const own = this.#own(id);
    this.#evidence.set(id, { ...own, leftOut: [...own.leftOut, witness] });
  }

  refuse(id: string, error: DingTalkError, at: number): void {
    this.#evidence.set(id, { ...this.#own(id), refusal: { error, at } });
  }

  completeList(witness: Witness): void {
    this.#lists = [...this.#lists.filter(({ from }) => from >= witness.to - FRESH_MS), witness];
  }

  #own(id: string): Evidence {
    return this.#evidence.get(id) ?? { seenAt: -Infinity, leftOut: [] };
  }
}
