import path from "node:path";
import { assumptions, type Certainty } from "../emulator/src/index";

/** The doctor's part of what is assumed: what a client can see. */
export const ASSUMED_TABLE = path.join("provider", "src", "cli", "doctor", "assumed.ts");

interface Assumed {
  readonly aspect: string;
  readonly question: string;
  readonly assumed: string;
  readonly certainty: Certainty;
  readonly known: Readonly<Record<string, string>>;
  readonly onlyIf?: string;
}

/** What the doctor compares with, printed from the emulator's table: the package must not depend on its tests. */
export async function assumedTable(): Promise<string> {
  const { format, resolveConfig } = await import("prettier");
  const text = `/** What an answer of DingTalk's shows of something that this package assumes. */
export interface Assumed {
  readonly aspect: string;
  readonly question: string;
  /** What is assumed, in a word. */
  readonly assumed: string;
  readonly certainty: ${[...new Set(assumptions.map(({ certainty }) => `"${certainty}"`))].join(" | ")};
  /** What else DingTalk may do, each with the name of the emulator's dialect in which the package is tested. */
  readonly known: Readonly<Record<string, string>>;
  /** What it takes to see it, if the doctor's ordinary calls do not show it. */
  readonly onlyIf?: string;
}

/** Printed from the emulator's table of what is assumed by \`npm run docs:emulator\`: change it there. */
export const assumed: readonly Assumed[] = ${JSON.stringify(rows())};
`;
  return format(text, { ...(await resolveConfig(path.resolve(ASSUMED_TABLE))), parser: "typescript" });
}

/** One row for each aspect: several dialects may be about the same one. */
function rows(): Assumed[] {
  const byAspect = new Map<string, Assumed>();
  for (const { id, question, certainty, observation } of assumptions) {
    if (observation === undefined) continue;
    const { aspect, plain, dialect, onlyIf } = observation;
    const before = byAspect.get(aspect) ?? {
      ...{ aspect, question, assumed: plain, certainty, known: {} },
      ...(onlyIf === undefined ? {} : { onlyIf }),
    };
    byAspect.set(aspect, { ...before, known: { ...before.known, [dialect]: id } });
  }
  return [...byAspect.values()];
}
