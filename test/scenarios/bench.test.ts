import { contestants } from "../tools/bench/contestants";
import { measure } from "../tools/bench/measure";
import { findEngine } from "../tools/engine/engine";
import { packed } from "../support/packed";

jest.setTimeout(240_000);

const tarball = packed();

test("the bench measures this package, whose three spaces are refreshed with one call", async () => {
  const [ours] = contestants;
  if (!ours) throw new Error("there is no contestant");
  const setting = { engine: await findEngine(), tarball: tarball() };
  const round = await measure(setting, ours, 3);
  expect(round.calls).toEqual({
    preview: {},
    up: { token: 1, list: 1, add: 3 },
    "up again": {},
    refresh: { token: 1, query: 1 },
    destroy: { token: 1, query: 1, entries: 3, delete: 3 },
  });
  expect(round.textBytes).toBeLessThanOrEqual(300);
  expect(round.stateBytes).toBeGreaterThan(round.textBytes);
  expect(Object.values(round.ms).every((ms) => ms > 0)).toBe(true);
});
