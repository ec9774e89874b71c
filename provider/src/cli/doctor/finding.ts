import { DingTalkError } from "../../dingtalk/errors/dingTalkError";
import { BudgetError } from "../../dingtalk/http/budget";
import { textOf } from "../../dingtalk/http/text";
import { operations } from "../../dingtalk/wire/operation";

/**
 * - `ok`: an answer has shown that it is right.
 * - `wrong`: something to mend; the command ends with 1.
 * - `warning`: it works, or only a part that you may not need does not.
 * - `differs`: DingTalk answers otherwise than this package assumes.
 * - `unknown`: no answer has shown it.
 */
export type Mark = "ok" | "wrong" | "warning" | "differs" | "unknown";

export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly mark: Mark;
  /** For who runs the command: may hold hosts and what DingTalk says. */
  readonly finding: string;
  /** The same without names of hosts and without DingTalk's words. @default `finding` */
  readonly shareable?: string;
  /** What to do. */
  readonly advice?: string | undefined;
  /** For the report: words that this package knows, and numbers. */
  readonly facts?: Facts;
}

/** A code of DingTalk's as a report may hold it. */
export const shareableCode = (code: string): string => (/^[\w.-]{1,80}$/.test(code) ? code : "another code");

/** The finding that an error is. */
export function errorFinding(check: string, mark: Mark, error: unknown): Finding {
  if (!(error instanceof DingTalkError))
    return {
      check,
      mark,
      finding: textOf(error),
      ...(error instanceof BudgetError ? {} : { shareable: "an error of this machine" }),
    };
  const { advice, code, kind, speaker, message, operation } = error;
  return {
    check,
    mark,
    // An error says what to do in its last sentences.
    finding: message.endsWith(advice) ? message.slice(0, -advice.length).trim() : message,
    shareable: `${operations[operation].label}: ${shareableCode(code)}`,
    advice,
    facts: { operation, code: shareableCode(code), kind, speaker },
  };
}

/** Nothing has shown it. */
export const notAsked = (check: string, why: string): Finding => ({
  check,
  mark: "unknown",
  finding: `not asked: ${why}`,
});
