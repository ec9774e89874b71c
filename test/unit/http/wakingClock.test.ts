import { CancellableClock } from "../../../provider/src/plugin/cancellableClock";
import { Deadline } from "../../../provider/src/dingtalk/http/deadline";
import { TICK_MS } from "../../../provider/src/dingtalk/http/timings";
import { WakingClock } from "../../../provider/src/dingtalk/http/wakingClock";
import { settle, VirtualClock } from "../../support/virtualClock";

const sleptMs = 600_000;

function working() {
  const clock = new VirtualClock();
  const awake = new WakingClock(clock);
  const end: { now: () => void } = { now: () => undefined };
  const work = awake.during(() => new Promise<void>((resolve) => (end.now = resolve)));
  return { clock, awake, deadline: new Deadline(awake, 110_000), end: () => (end.now(), work) };
}

test("a deadline does not count the time in which the process slept, but for less than a tick", async () => {
  const { clock, deadline, end } = working();
  await clock.pass(20_000);
  clock.leap(sleptMs);
  expect(deadline.left).toBeGreaterThanOrEqual(90_000 - TICK_MS);
  expect(deadline.left).toBeLessThanOrEqual(90_000);
  await end();
});

test("it counts all the time in which the process was awake, however long nobody asked", async () => {
  const { clock, deadline, end } = working();
  await clock.pass(100_000);
  expect(deadline.left).toBe(10_000);
  await end();
});

test("what others wait for is not late because the process slept", async () => {
  const { clock, deadline, end } = working();
  const shared = deadline.share(new Promise<never>(() => undefined), () => new Error("late"));
  const state = { isLate: false };
  shared.catch(() => (state.isLate = true));
  await settle();
  clock.leap(sleptMs);
  await clock.pass(50_000);
  expect(state.isLate).toBe(false);
  await clock.pass(61_000);
  expect(state.isLate).toBe(true);
  await end();
});

test("without work under way nothing is taken for a sleep", async () => {
  const { clock, awake, end } = working();
  await end();
  const before = awake.now();
  await clock.pass(sleptMs);
  expect(awake.now() - before).toBe(sleptMs);
});

test("a run that is cancelled has not slept: its time is over", async () => {
  const clock = new CancellableClock(new VirtualClock());
  const awake = new WakingClock(clock);
  const left = await awake.during(async () => {
    const deadline = new Deadline(awake, 110_000);
    clock.cancel();
    await awake.sleep(60_000);
    await settle();
    return deadline.left;
  });
  expect(left).toBe(0);
});
