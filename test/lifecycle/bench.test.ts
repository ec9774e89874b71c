import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { contestants } from "../bench/contestants";
import { measure } from "../bench/measure";
import { findEngine } from "../engine/engine";
import { packProvider } from "../engine/pack";

jest.setTimeout(240_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(
    path.join(process.env["PULUMI_DINGTALK_TMP"] ?? os.tmpdir(), "pulumi-dingtalk-bench-"),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the bench measures this package, whose three spaces are refreshed with one call", async () => {
  const [ours] = contestants;
  if (!ours) throw new Error("there is no contestant");
  const setting = { engine: await findEngine(), tarball: await packProvider(folder) };
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
