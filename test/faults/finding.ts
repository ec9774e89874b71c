import type { CallRecord } from "../tools/emulator/src/index";
import type { Cell } from "./cells";

/** Of one operation of the provider. Milliseconds. */
export const operationBoundMs = 110_000;

/** What is so after a run. */
export interface Situation {
  /** The run went over its bound and was stopped. */
  readonly outOfBounds: boolean;
  /** Milliseconds between a cell's first and last call. */
  readonly callsMs: number;
  /** The ids in the state, by resource. */
  readonly state: Readonly<Record<"space" | "full", string | undefined>>;
  /** The ids that DingTalk has, by the space's name. */
  readonly spaces: Readonly<Record<"before" | "wanted" | "full", readonly string[]>>;
  /** The resource's errors. */
  readonly errors: readonly string[];
}

export interface Finding {
  readonly key: string;
  /** Calls that the kind's fault struck. */
  readonly struck: number;
  /** After each run, the one before the faults first where there was one. */
  readonly situations: readonly Situation[];
}

/** Names are told apart by their first word, the cell's user. */
export const nameOf = (cell: Cell, what: keyof Situation["spaces"]): string => {
  const words = { before: "Before", wanted: "Wanted", full: "Full" };
  return `${cell.key} ${words[what]}`;
};

/** The ids of the cell's spaces. What has neither other name is wanted, under whatever name: DingTalk may have changed it. */
export function spacesOf(
  cell: Cell,
  own: readonly { readonly name: string; readonly spaceId: string }[],
): Situation["spaces"] {
  const [before, full] = [nameOf(cell, "before"), nameOf(cell, "full")];
  const ids = (is: (name: string) => boolean) =>
    own.filter(({ name }) => is(name)).map(({ spaceId }) => spaceId);
  return {
    before: ids((name) => name === before),
    wanted: ids((name) => name !== before && name !== full),
    full: ids((name) => name === full),
  };
}

/** An app that is a cell's alone, with an organization of its own. */
export const appOf = (key: string) => ({
  clientId: `${key}-client`,
  clientSecret: `${key}-secret`,
  corpId: `${key}-corp`,
});

/** Milliseconds from the cell's first call to its last. */
export function callsMsOf(calls: readonly CallRecord[], { key }: Cell): number {
  const times = calls
    .filter(({ query, body }) =>
      [query["unionId"], (body as { unionId?: string } | undefined)?.unionId].includes(key),
    )
    .map(({ time }) => time);
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
}

/** Whether the last run refused the name, naming who has it. */
export const isRefusedForItsName = (last: Situation | undefined): boolean =>
  last?.errors.some((line) => line.includes("already has a space of this name")) ?? false;

/** The id that a person would take over after reading the error, or after looking in DingTalk Drive. */
export const idToImport = (last: Situation | undefined): string | undefined =>
  /import: "(\d+)"/.exec(last?.errors.join(" ") ?? "")?.[1] ?? last?.spaces.wanted[0];
