import { assumed, type Assumed } from "./assumed";
import type { Finding } from "./finding";

/** One assumption, and what answers have shown of it. */
export interface Comparison extends Assumed {
  /** In a word of this package's own; `undefined` if no answer has shown it. */
  readonly seen: string | undefined;
  readonly result: "as assumed" | "differs, and is known" | "differs" | "not seen";
}

/** Compares what was seen with what is assumed, all of it in the table's order. */
export function compare(seen: ReadonlyMap<string, string>): readonly Comparison[] {
  return assumed.map((one) => {
    const word = seen.get(one.aspect);
    return { ...one, seen: word, result: resultOf(one, word) };
  });
}

function resultOf({ assumed, known }: Assumed, seen: string | undefined): Comparison["result"] {
  if (seen === undefined) return "not seen";
  if (seen === assumed) return "as assumed";
  return Object.hasOwn(known, seen) ? "differs, and is known" : "differs";
}

const check = "as assumed";

/** A finding for each difference, and one that sums up the rest. */
export function comparisonFindings(comparisons: readonly Comparison[]): Finding[] {
  const differences = comparisons.filter(({ result }) => result.startsWith("differs"));
  const matching = comparisons.filter(({ result }) => result === "as assumed").length;
  const unseen = comparisons.filter(({ result }) => result === "not seen").length;
  const summary: Finding = {
    check,
    mark: differences.length === 0 && matching > 0 ? "ok" : matching === 0 ? "unknown" : "differs",
    finding: `${matching} of DingTalk's ways are as assumed, ${differences.length} differ, ${unseen} were not seen`,
  };
  return [...differences.map(difference), summary];
}

function difference({ aspect, question, assumed, seen = "", known, result }: Comparison): Finding {
  const dialect = known[seen];
  const isKnown = result === "differs, and is known";
  return {
    check: aspect,
    mark: "differs",
    finding: `${question}: assumed ${quoted(assumed)}, seen ${quoted(seen)}`,
    advice: isKnown
      ? "Nothing: the package is tested with this too."
      : "The package has not been tested with this: attach --report <file> to an issue.",
    facts: { aspect, assumed, seen, ...(dialect === undefined ? {} : { dialect }) },
  };
}

const quoted = (word: string) => `'${word}'`;
