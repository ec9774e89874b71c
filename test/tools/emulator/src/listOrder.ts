import type { ListOrder } from "./options";
import type { Space } from "./space";

/** A place in a sorted list, which stays one when the space that stood there is gone. */
export type Place = Pick<Space, "sequence" | "name">;

export const listOrders: Readonly<Record<ListOrder, (a: Place, b: Place) => number>> = {
  oldest: (a, b) => a.sequence - b.sequence,
  newest: (a, b) => b.sequence - a.sequence,
  name: (a, b) => compareText(a.name, b.name) || a.sequence - b.sequence,
  scattered: (a, b) => scatter(a.sequence) - scatter(b.sequence),
};

/** By halving, so that a page costs the same wherever it begins. */
export function firstAfter(
  sorted: readonly Place[],
  after: Place,
  compare: (a: Place, b: Place) => number,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const space = sorted[middle];
    if (space !== undefined && compare(space, after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An order that looks like none, and stays the same from call to call. */
function scatter(sequence: number): number {
  return Math.imul(sequence, 0x9e3779b1) >>> 0;
}
