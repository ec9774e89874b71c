import { simulate, type Order, type Simulated } from "./simulate";

/** Spaces in the organization, spaces in the stack. */
const shapes: readonly (readonly [number, number])[] = [
  [50, 50],
  [300, 3],
  [300, 30],
  [300, 300],
  [1_000, 300],
  [1_000, 1_000],
  [10_000, 3],
  [10_000, 30],
  [10_000, 300],
  [10_000, 1_000],
  [10_000, 10_000],
];

/** What the engine has under way on 2, 4 and 16 cores. */
export const inFlights = [8, 16, 64] as const;

export const orders: readonly Order[] = ["same", "independent", "reversed", "last"];

/** In an independent order the list is shuffled so often; the dearest time is shown. */
const shuffles = 5;

export interface SimulatedRow {
  readonly organization: number;
  readonly stack: number;
  readonly inFlight: number;
  readonly byOrder: readonly Simulated[];
}

/** The whole table. It comes out the same each time: the shuffles are seeded. */
export async function simulateAll(): Promise<SimulatedRow[]> {
  const rows: SimulatedRow[] = [];
  for (const [organization, stack] of shapes) {
    for (const inFlight of inFlights) {
      const byOrder: Simulated[] = [];
      for (const order of orders) {
        const seeds = order === "independent" ? Array.from({ length: shuffles }, (_, seed) => seed) : [0];
        const all: Simulated[] = [];
        for (const seed of seeds) all.push(await simulate({ organization, stack, inFlight, order, seed }));
        byOrder.push(all.reduce((a, b) => (ratioOf(b) > ratioOf(a) ? b : a)));
      }
      rows.push({ organization, stack, inFlight, byOrder });
    }
  }
  return rows;
}

/** Calls made for each call of the better of the two. */
export const ratioOf = ({ calls, best }: Simulated): number => calls / best;
