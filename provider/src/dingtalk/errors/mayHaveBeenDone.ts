import { DingTalkError } from "./dingTalkError";
import type { ErrorKind, Speaker } from "./errorTable";
import { BudgetError } from "../http/budget";

/** Who must have said an error of this kind for it to show that nothing was done. */
const showsNothingDone: Readonly<Record<ErrorKind, readonly Speaker[]>> = {
  throttled: ["dingtalk"],
  token: ["dingtalk"],
  quotaExhausted: ["dingtalk"],
  refused: ["dingtalk", "package"],
  notFound: ["dingtalk"],
  notSent: ["network", "package"],
  unsendable: ["network", "package"],
  // A block may come in the place of an answer; the calls that this package holds back because of it are not sent.
  blocked: ["package"],
  unknown: [],
};

/**
 * Whether a call that failed so may have been done all the same. Only an error that shows the contrary says no;
 * what nobody knows says yes.
 */
export function mayHaveBeenDone(error: unknown): boolean {
  if (error instanceof BudgetError) return false;
  if (!(error instanceof DingTalkError)) return true;
  return !showsNothingDone[error.kind].includes(error.speaker);
}
