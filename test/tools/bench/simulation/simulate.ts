import type { Call } from "../../../../provider/src/dingtalk/http/request";
import type { Client } from "../../../../provider/src/dingtalk/api/client";
import { Deadline } from "../../../../provider/src/dingtalk/http/deadline";
import type { Operation } from "../../../../provider/src/dingtalk/wire/operation";
import { SpaceReader } from "../../../../provider/src/dingtalk/reading/spaceReader";
import { pageSize, queryLimit, Spaces } from "../../../../provider/src/dingtalk/api/spaces";
import type { Space } from "../../../../provider/src/dingtalk/wire/schemas";
import { randomFrom, shuffled } from "./random";
import { VirtualClock } from "../../../support/virtualClock";

/**
 * How the list's order lies to the order in which the engine reads. In `same` and `reversed` the stack's
 * spaces are spread evenly over the list; in `last` they are its end.
 */
export type Order = "independent" | "same" | "reversed" | "last";

export interface Situation {
  /** Spaces that the list shows. */
  readonly organization: number;
  /** Spaces of the stack, all of which are read once. */
  readonly stack: number;
  /** How many reads the engine has under way at a time. */
  readonly inFlight: number;
  readonly order: Order;
  readonly seed?: number;
  /** How many more the stack has that are gone, spread evenly over the reads. */
  readonly gone?: number;
  /** How long the engine is busy with each space once it is read, as with its deletion: so long at the most. */
  readonly busyMs?: number;
}

export interface Simulated {
  readonly queries: number;
  readonly pages: number;
  readonly calls: number;
  /** What queries alone cost: full ones, of what is in flight. */
  readonly queriesOnly: number;
  /** What the list alone costs, up to the page with the last space of the stack. */
  readonly pagesOnly: number;
  /** The better of the two, known in advance. */
  readonly best: number;
  readonly ms: number;
}

const answerMs = 50;
const unionId = "operator";

/** Reads the whole stack once with the package's own reader, as the engine would. */
export async function simulate(situation: Situation): Promise<Simulated> {
  const { stack, inFlight, busyMs = 0, seed = 1 } = situation;
  const random = randomFrom(seed);
  const { list, reading } = layOut(situation);
  const clock = new VirtualClock();
  const calls = { list: 0, query: 0 };
  const byId = new Map(list.map((space) => [space.spaceId, space]));
  const client = {
    prepare: () => undefined,
    call: async (operation: Operation, call: Call<never>): Promise<unknown> => {
      await clock.sleep(answerMs);
      if (operation === "list") {
        calls.list += 1;
        const from = Number(call.query?.["nextToken"] ?? 0);
        const next = from + pageSize;
        return { spaces: list.slice(from, next), ...(next < list.length ? { nextToken: String(next) } : {}) };
      }
      calls.query += 1;
      const { spaceIds } = call.json as { spaceIds: string[] };
      return { spaces: spaceIds.flatMap((id) => byId.get(id) ?? []) };
    },
  };
  const reader = new SpaceReader(new Spaces(client as unknown as Client), unionId, clock);
  const started = clock.now();
  const waiting = [...reading];
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const space = await reader.read(id, new Deadline(clock, 110_000));
      const expected = byId.has(id) ? id : undefined;
      if (space?.spaceId !== expected) throw new Error(`space ${id} was judged wrongly`);
      if (busyMs > 0) await clock.sleep(Math.ceil(random() * busyMs));
    }
  };
  await clock.run(Promise.all(Array.from({ length: inFlight }, worker)));

  const wanted = new Set(reading);
  const lastPlace = list.findLastIndex(({ spaceId }) => wanted.has(spaceId));
  const queriesOnly = Math.ceil(stack / Math.min(inFlight, queryLimit));
  const pagesOnly = Math.ceil((lastPlace + 1) / pageSize);
  return {
    queries: calls.query,
    pages: calls.list,
    calls: calls.query + calls.list,
    queriesOnly,
    pagesOnly,
    best: Math.min(queriesOnly, pagesOnly),
    ms: clock.now() - started,
  };
}

function layOut({ organization, stack, order, gone = 0, seed = 1 }: Situation): {
  list: Space[];
  reading: string[];
} {
  const places = Array.from({ length: stack }, (_, index) =>
    order === "last" ? organization - stack + index : Math.floor((index * organization) / stack),
  );
  const ids = Array.from({ length: organization }, (_, index) => String(100_000 + index));
  const wanted = places.map((place) => ids[place] ?? "");
  return {
    list: (order === "independent" ? shuffled(ids, seed) : ids).map(spaceOf),
    reading: withGone(order === "reversed" ? wanted.reverse() : wanted, gone),
  };
}

function withGone(ids: readonly string[], gone: number): string[] {
  const reading = [...ids];
  for (let index = gone; index > 0; index -= 1)
    reading.splice(Math.floor(((index - 0.5) * ids.length) / gone), 0, `gone ${index}`);
  return reading;
}

const spaceOf = (spaceId: string): Space => ({
  spaceId,
  spaceName: `Space ${spaceId}`,
  spaceType: "org",
  quota: -1,
  usedQuota: 0,
  permissionMode: "acl",
  createTime: "2026-01-01T00:00:00Z",
  modifyTime: "2026-01-01T00:00:00Z",
});
