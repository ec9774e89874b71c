import { assumptions, type Assumption } from "./assumptions";
import type { Behaviour } from "./options";

/** An assumption that the emulator can do otherwise. */
export type Dialect = Assumption & Required<Pick<Assumption, "behaviour" | "instead">>;

const isDialect = (assumption: Assumption): assumption is Dialect =>
  assumption.behaviour !== undefined && assumption.instead !== undefined;

/** Every dialect, in the order of the README. */
export const dialects: readonly Dialect[] = assumptions.filter(isDialect);

/** Reads names that stand with commas between them. */
export function readDialects(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** What the dialects change together; those that change the same thing exclude each other. */
export function behaviourOfDialects(names: readonly string[]): Partial<Behaviour> {
  const changed: Partial<Behaviour> = {};
  const changedBy = new Map<string, string>();
  for (const name of new Set(names)) {
    const dialect = dialects.find(({ id }) => id === name);
    if (dialect === undefined) {
      throw new Error(`There is no dialect '${name}'; there are ${dialects.map(({ id }) => id).join(", ")}.`);
    }
    for (const key of Object.keys(dialect.behaviour)) {
      const other = changedBy.get(key);
      if (other !== undefined) throw new Error(`The dialects ${other} and ${name} exclude each other.`);
      changedBy.set(key, name);
    }
    Object.assign(changed, dialect.behaviour);
  }
  return changed;
}
