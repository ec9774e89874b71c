import type { Drive } from "../../../provider/src/dingtalk/drive";
import type { CallRecord } from "../../tools/emulator/src";
import { another, open, readAll } from "../../support/provider";

jest.setTimeout(240_000);

const names = (count: number, prefix = "Space") =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

const createAll = (drive: Drive, wanted: readonly string[], inFlight: number) =>
  readAll(wanted, inFlight, (name) => drive.create({ name, unionId: "u", allowDuplicateName: false }));

/** The most calls that arrived within any rolling second. */
function mostInASecond(calls: readonly CallRecord[]): number {
  const times = calls.map(({ time }) => time).sort((a, b) => a - b);
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));
}

test.each([8, 64, 120])("of 120 creates none is throttled, %i in flight", async (inFlight) => {
  const { drive, emulator, clock } = await open({
    emulator: { latencyMs: (call) => call.arrivedAt % 60 },
  });
  const started = clock.now();
  await createAll(drive, names(120), inFlight);
  const adds = emulator.calls.filter(({ api }) => api === "add");
  expect(adds).toHaveLength(120);
  expect(adds.filter(({ throttled }) => throttled)).toEqual([]);
  expect(mostInASecond(adds)).toBeLessThanOrEqual(20);
  expect(emulator.spaces.size).toBe(120);
  expect(clock.now() - started).toBeGreaterThan(5_000);
});

test("where two programs share the limit, both slow down, nothing is dropped or made twice, and each says so once", async () => {
  const { drive, emulator, clock, lines } = await open();
  const other = another(emulator, clock);
  await Promise.all([
    createAll(drive, names(80, "Ours"), 40),
    createAll(other.drive, names(80, "Theirs"), 40),
  ]);
  expect(
    emulator.spaces
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...names(80, "Ours"), ...names(80, "Theirs")].sort());
  const { add } = emulator.summary();
  expect(add?.throttled).toBeGreaterThan(0);
  expect(add?.calls).toBe(160 + (add?.throttled ?? 0));
  // Who did not slow down would have every other call refused.
  expect(add?.throttled).toBeLessThan(80);
  for (const said of [lines, other.lines])
    expect([...said.keys()].filter((key) => key !== "throttled")).toEqual([]);
});

test("a limit per minute is waited out, and nothing is dropped", async () => {
  const { drive, emulator, clock, lines } = await open({ emulator: { limits: { callsPerMinute: 30 } } });
  const started = clock.now();
  await createAll(drive, names(75), 8);
  expect(emulator.spaces.size).toBe(75);
  expect(clock.now() - started).toBeGreaterThan(120_000);
  const { add } = emulator.summary();
  expect(add?.counted).toBe(75);
  expect(add?.throttled).toBeGreaterThan(0);
  expect(add?.throttled).toBeLessThan(75);
  expect([...lines.keys()]).toEqual(["throttled"]);
});

test("nobody is overtaken where a limit per minute holds everybody up: each of many is made within its time", async () => {
  const { drive, emulator } = await open({ emulator: { limits: { callsPerMinute: 30 } } });
  await createAll(drive, names(60), 30);
  await createAll(drive, names(75, "Later"), 8);
  expect(emulator.spaces.size).toBe(135);
});

test("what is throttled is tried a last time before its time is over, and then says so", async () => {
  const { drive, emulator, clock, trace } = await open();
  const code = "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi";
  const adds = () => trace.filter(({ operation }) => operation === "add").map((record) => record.code);
  const started = clock.now();
  emulator.fault({ on: "add", kind: "error", code, times: 6 });
  await createAll(drive, ["Made"], 1);
  expect(adds()).toEqual([...Array.from({ length: 6 }, () => code), "ok"]);
  expect(clock.now() - started).toBeGreaterThan(99_000);
  expect(clock.now() - started).toBeLessThan(110_000);

  emulator.fault({ on: "add", kind: "error", code, times: 99 });
  const refused = clock.now();
  await expect(createAll(drive, ["Not made"], 1)).rejects.toThrow(/too frequently.*Run again in a minute/);
  expect(clock.now() - refused).toBeLessThan(110_000);
  expect(emulator.spaces.size).toBe(1);
});

test("a limit that all callers of the API share is backed off from, and nothing is dropped", async () => {
  const { drive, emulator } = await open({ emulator: { limits: { callsPerSecondOfAll: 5 } } });
  await createAll(drive, names(40), 8);
  expect(emulator.spaces.size).toBe(40);
  const { add } = emulator.summary();
  expect(add?.throttled).toBeGreaterThan(0);
  expect(add?.throttled).toBeLessThan(40);
});
