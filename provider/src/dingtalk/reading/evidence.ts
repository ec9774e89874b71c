import type { DingTalkError } from "../errors/dingTalkError";
import { OPERATOR_SIGHT_MS, WITNESS_GAP_MS } from "../http/timings";
import type { ListedSpace } from "../wire/schemas";

/** A complete answer: when it was asked for, and when the last of it was there. Milliseconds since 1970. */
export interface Witness {
  readonly kind: "query" | "list";
  readonly from: number;
  readonly to: number;
}

/** What is known about one id. */
export interface Evidence {
  /** As it was shown last; `undefined` after this run has deleted it. */
  readonly space?: ListedSpace | undefined;
  /** When the answer that showed it was asked for. */
  readonly seenAt: number;
  /** The complete answers that left it out. */
  readonly leftOut: readonly Witness[];
  /** A query was refused that could only be refused for its sake. */
  readonly refusal?: { readonly error: DingTalkError; readonly at: number } | undefined;
}

export interface Question {
  readonly id: string;
  /** When it was asked. */
  readonly at: number;
  /** No answer from before this moment will do. */
  readonly since: number;
}

/** What counts beside the evidence. */
export interface Rules {
  /** One of the two witnesses must be a list. */
  readonly needsList: boolean;
  /** When the last answer was asked for that showed the operator any space at all. */
  readonly shownAt: number;
}

/**
 * What is known. Gone only if two complete answers leave the space out, far enough apart; if one of them was
 * asked for after the question, or a query that was asked for after it was refused; if one of them is a
 * list, where `needsList`; and if DingTalk still showed the operator something when the second was asked for, or
 * this space a moment before. Blind if it showed nothing at all, which proves nothing. Everything else is not known.
 */
export function judge(
  evidence: Evidence,
  question: Question,
  { needsList, shownAt }: Rules,
): "there" | "gone" | "blind" | "not known" {
  if (evidence.space && evidence.seenAt >= question.since) return "there";
  const last = usable(evidence, question).filter(
    ({ kind, from }) =>
      (from >= question.at || isRefusedSince(evidence, question)) &&
      (tellsFrom(evidence, question, kind, needsList) ?? Infinity) <= from,
  );
  // Who was shown this very space a moment ago is not blind: it was there, and now it is not.
  if (last.some(({ from }) => shownAt >= from || from - evidence.seenAt <= OPERATOR_SIGHT_MS)) return "gone";
  // A query may show nothing because all that it asked for is gone; a list has no such excuse.
  return last.some(({ kind }) => kind === "list" || !needsList) ? "blind" : "not known";
}

/** Whether queries cannot tell: one that was asked for after the question was refused for this id. */
export const isRefusedSince = ({ refusal }: Evidence, { at }: Question): boolean =>
  refusal !== undefined && refusal.at >= at;

/** From when on one more answer of this kind can tell that a space is gone; `undefined` if it would be the first. */
export function tellsFrom(
  evidence: Evidence,
  question: Question,
  kind: Witness["kind"],
  needsList: boolean,
): number | undefined {
  const ends = usable(evidence, question)
    .filter((first) => !needsList || kind === "list" || first.kind === "list")
    .map(({ to }) => to + WITNESS_GAP_MS);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Whether a query could still be the second witness: one that showed the operator nothing is followed by a list. */
export function mayTell(evidence: Evidence, question: Question, from: number): boolean {
  return !usable(evidence, question).some((witness) => witness.kind === "query" && witness.from >= from);
}

/** An answer from before the question's time, or from before the space was seen, says nothing. */
const usable = ({ leftOut, seenAt }: Evidence, { since }: Question): readonly Witness[] =>
  leftOut.filter(({ from }) => from >= since && from > seenAt);
