import { Redactor } from "../../dingtalk/http/redactor";
import type { Comparison } from "./compare";
import type { Finding } from "./finding";

export interface Examined {
  readonly findings: readonly Finding[];
  readonly comparisons: readonly Comparison[];
  /** What must not be shared, beside the secrets: ids, and hosts of your own. */
  readonly hidden: readonly (string | undefined)[];
}

/**
 * All findings as JSON that may be attached to an issue. It is made of this package's own words alone; what must not
 * be shared is taken out once more.
 */
export function reportOf({ findings, comparisons, hidden }: Examined): string {
  const redactor = new Redactor();
  for (const value of hidden) redactor.add(value);
  const clean = (value: unknown): unknown => (typeof value === "string" ? redactor.clean(value, 600) : value);
  const report = {
    tool: "pulumi-dingtalk doctor",
    findings: findings.map(({ check, mark, finding, shareable, advice, facts }) => ({
      check,
      mark,
      finding: clean(shareable ?? finding),
      ...(advice === undefined ? {} : { advice: clean(advice) }),
      ...(facts === undefined ? {} : { facts: cleanEach(facts, clean) }),
    })),
    assumptions: comparisons.map(({ aspect, result, assumed, seen, onlyIf }) =>
      cleanEach(
        seen === undefined ? { aspect, result, assumed, onlyIf } : { aspect, result, assumed, seen },
        clean,
      ),
    ),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

const cleanEach = (record: Readonly<Record<string, unknown>>, clean: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, clean(value)]));
