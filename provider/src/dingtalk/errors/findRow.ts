import { errorTable, unlisted, type ErrorRow, type Speaker } from "./errorTable";
import { operations, type Operation } from "../wire/operation";

/** What is known of an error. */
export interface Answered {
  readonly operation: Operation;
  readonly code: string;
  readonly status?: number | undefined;
  /** It may be left out if the code is this package's own, and DingTalk speaks in all others. */
  readonly speaker?: Speaker | undefined;
}

/** The row for a code: the first that names it for this call and speaker, else one of `unlisted`. */
export function findRow(answered: Answered): ErrorRow {
  const { operation, code, speaker } = answered;
  const row = errorTable.find(
    (one) =>
      one.codes.some((known) => isCode(known, code)) &&
      (one.operations?.includes(operation) ?? true) &&
      (speaker === undefined || one.speaker === speaker),
  );
  return row ?? { ...unlisted[unlistedKind(answered)], speaker: speaker ?? "dingtalk" };
}

function isCode(known: string, code: string): boolean {
  const wanted = code.toLowerCase();
  const row = known.toLowerCase();
  return row.endsWith("*") ? wanted.startsWith(row.slice(0, -1)) : wanted === row;
}

/**
 * What a code is that no row names. Nobody knows what a write did then. A read may be asked again if the status
 * says that the server is in trouble; else it is refused.
 */
export function unlistedKind({ operation, status }: Answered): "refused" | "unknown" {
  const inTrouble = status === undefined || status >= 500 || status === 408 || status === 429;
  return operations[operation].repeatable && !inTrouble ? "refused" : "unknown";
}
