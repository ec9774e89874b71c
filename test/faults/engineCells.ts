import { isEmulators } from "./cellFaults";
import { cells, operations, type Cell, type Operation } from "./cells";
import type { FaultyCall } from "./faultKinds";

const worthAStack =
  /^(`unknown\.error` 500(, nothing done)?|month spent|connection reset|`server\.error` 500)$/;

/** What `npm test -- --all` runs through the real engine. */
export const engineCells: readonly Cell[] = cells.filter(
  ({ ownStack, kind }) => isEmulators(kind.spec) && (!ownStack || worthAStack.test(kind.words)),
);

/** The call that an operation is for. */
const ownCall: Readonly<Record<Operation, FaultyCall>> = {
  up: "add",
  refresh: "query",
  replace: "add",
  destroy: "delete",
};

/** One fault for each kind of error there is. */
const oneOfAKind =
  /^(no answer(, but done)?|connection reset(, but done)?|throttled, this app|`InvalidAuthentication`|month spent|`status: 1111`|`no\.priviledge`|`param\.error`)$/;

/** What `npm test` runs through the real engine: a cell for each kind of error and operation. */
export const slice: readonly Cell[] = engineCells.filter(
  ({ operation, call, kind, repeatedly, also, always }) =>
    call === ownCall[operation] &&
    oneOfAKind.test(kind.words) &&
    !repeatedly &&
    also.length + always.length === 0,
);

/** The slice, a stack for each operation. */
export const sliceGroups = (): Cell[][] =>
  operations.map((operation) => slice.filter((cell) => cell.operation === operation));

/** Cells that run in one stack: those of an operation side by side, few at a time where each starts a process. */
export function groupsOf(all: readonly Cell[]): Cell[][] {
  const own = all.filter(({ ownStack }) => ownStack).map((cell) => [cell]);
  const rest = all.filter(({ ownStack }) => !ownStack);
  const lone = rest.filter(({ alone }) => alone);
  const shared = rest.filter(({ alone }) => !alone);
  // Those that wait longest begin first, and the others run meanwhile.
  return [
    ...byOperation(lone.filter(isSlow), 16),
    // What an app may not do holds for all who share its process.
    ...byOperation(
      shared.filter(({ always }) => always.length === 0),
      80,
    ),
    ...byOperation(
      shared.filter(({ always }) => always.length > 0),
      80,
    ),
    ...own,
    ...byOperation(
      lone.filter((cell) => !isSlow(cell)),
      14,
    ),
  ];
}

const byOperation = (some: readonly Cell[], size: number): Cell[][] =>
  operations.flatMap((operation) =>
    chunks(
      some.filter((cell) => cell.operation === operation),
      // The engine makes the deletes of replacements one after the other, and each may wait for a minute.
      operation === "replace" ? Math.min(size, 14) : size,
    ),
  );

/** Its first run waits for tens of seconds. */
export const isSlow = ({ kind, repeatedly }: Cell): boolean =>
  repeatedly && (kind.slowsAll === true || kind.spec.kind === "noAnswer");

function chunks(list: readonly Cell[], size: number): Cell[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, at) => list.filter((_cell, index) => index % count === at));
}
