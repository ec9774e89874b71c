import { RateLimiter } from "../../../provider/src/dingtalk/http/rateLimiter";
import { quietReporter } from "../../support/quietReporter";
import { settle, VirtualClock } from "../../support/virtualClock";

/** Calls through a rate limiter: when each started, milliseconds since the beginning. */
function calls(callsPerSecond: number) {
  const clock = new VirtualClock();
  const reporter = quietReporter();
  const limiter = new RateLimiter(callsPerSecond, clock, reporter);
  const begin = clock.now();
  const started: number[] = [];
  const call = async (latencyMs: number, operation: "add" | "list" = "add") => {
    const release = await limiter.acquire(operation);
    started.push(clock.now() - begin);
    await clock.sleep(latencyMs);
    release?.();
  };
  return { clock, reporter, limiter, started, call };
}

/** The most of these moments that lie in any second. */
function busiest(moments: readonly number[]): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length));
}

test.each([
  [20, 50],
  [20, 0],
  [5, 900],
  [1, 10],
  [20, 3_000],
])(
  "at %d a second and %d ms to an answer no rolling second sees more, and none is lost",
  async (rate, latency) => {
    const { clock, started, call } = calls(rate);
    const all = Promise.all(Array.from({ length: rate * 4 }, () => call(latency)));
    await clock.pass(60_000);
    await all;
    expect(started).toHaveLength(rate * 4);
    expect(busiest(started)).toBeLessThanOrEqual(rate);
  },
);

test("no second sees more where answers come after very different times, counted from when calls can have arrived", async () => {
  const { clock, limiter } = calls(3);
  const arrivals: number[] = [];
  const latencies = [900, 10, 400, 10, 10, 700, 10, 10, 10, 300, 10, 10];
  const all = Promise.all(
    latencies.map(async (latency) => {
      const release = await limiter.acquire("add");
      // The slow part is the way there: a first connection.
      await clock.sleep(latency);
      arrivals.push(clock.now());
      release?.();
    }),
  );
  await clock.pass(30_000);
  await all;
  expect(arrivals).toHaveLength(latencies.length);
  expect(busiest(arrivals)).toBeLessThanOrEqual(3);
});

test("less than one call a second is possible", async () => {
  const { clock, started, call } = calls(0.5);
  const all = Promise.all([call(0), call(0), call(0)]);
  await clock.pass(20_000);
  await all;
  const [first = 0, second = 0, third = 0] = started;
  expect(second - first).toBeGreaterThanOrEqual(2_000);
  expect(third - second).toBeGreaterThanOrEqual(2_000);
});

test("each API has a pace of its own", async () => {
  const { clock, started, call } = calls(1);
  const all = Promise.all([call(0, "add"), call(0, "list")]);
  await clock.pass(0);
  expect(started).toEqual([0, 0]);
  await clock.pass(5_000);
  await all;
});

test("throttling stops an API's calls for the wait, halves their pace, and lets it recover", async () => {
  const { clock, limiter, started, call } = calls(8);
  await Promise.all([clock.pass(10), call(0)]);
  limiter.throttled("add", 1_000);
  const batch = Promise.all(Array.from({ length: 40 }, () => call(0)));
  await clock.pass(60_000);
  await batch;
  const later = started.slice(1);
  expect(Math.min(...later)).toBeGreaterThanOrEqual(1_000);
  const slow = later.filter((at) => at < 10_000);
  expect(busiest(slow)).toBe(4);

  started.length = 0;
  const recovered = Promise.all(Array.from({ length: 32 }, () => call(0)));
  await clock.pass(60_000);
  await recovered;
  expect(busiest(started)).toBe(8);
});

test("several refusals of one moment slow down once, and a long wait is worth one line", async () => {
  const { clock, limiter, reporter, started, call } = calls(8);
  for (let times = 0; times < 5; times += 1) limiter.throttled("add", 1_000);
  expect(reporter.lines.size).toBe(0);
  await clock.pass(1_001);
  limiter.throttled("add", 5_000);
  expect([...reporter.lines.values()]).toEqual([expect.stringContaining("is throttling this app's calls")]);
  const batch = Promise.all(Array.from({ length: 8 }, () => call(0)));
  await clock.pass(30_000);
  await batch;
  expect(Math.min(...started)).toBeGreaterThanOrEqual(6_000);
  expect(busiest(started.filter((at) => at < 10_000))).toBe(2);
});

test("a wait that another makes longer is as long as both, and worth the line too", async () => {
  const { clock, limiter, reporter } = calls(8);
  limiter.throttled("add", 1_000);
  await clock.pass(10);
  limiter.throttled("add", 5_000);
  expect([...reporter.lines.keys()]).toEqual(["throttled"]);
});

test("who cannot go in time is told so instead of waiting", async () => {
  const { clock, limiter } = calls(1);
  const first = await limiter.acquire("add");
  first?.();
  const late = limiter.acquire("add", clock.now() + 500);
  await settle();
  await expect(late).resolves.toBeUndefined();
  const intime = limiter.acquire("add", clock.now() + 5_000);
  await clock.pass(2_000);
  await expect(intime).resolves.toBeDefined();
});

test("who has the least time left goes first, whenever it asked", async () => {
  const { clock, limiter } = calls(1);
  const order: string[] = [];
  const call = async (name: string, until?: number) => {
    const release = await limiter.acquire("add", until);
    if (release) order.push(name);
    release?.();
  };
  const all = Promise.all([
    call("at once"),
    call("no hurry"),
    call("later", clock.now() + 50_000),
    call("sooner", clock.now() + 20_000),
    call("later too", clock.now() + 50_000),
  ]);
  await clock.pass(60_000);
  await all;
  expect(order).toEqual(["at once", "sooner", "later", "later too", "no hurry"]);
});

test("nobody waits on where everybody before it has given up, or a pause outlasts its time", async () => {
  const { clock, limiter } = calls(1);
  limiter.throttled("add", 1_000);
  const first = limiter.acquire("add", clock.now() + 2_000);
  const second = limiter.acquire("add", clock.now() + 60_000);
  const third = limiter.acquire("add", clock.now() + 60_001);
  await settle();
  limiter.throttled("add", 5_000);
  await clock.pass(1_000);
  await expect(first).resolves.toBeUndefined();
  await clock.pass(4_000);
  const release = await second;
  expect(release).toBeDefined();
  limiter.throttled("add", 100_000);
  await clock.pass(0);
  await expect(third).resolves.toBeUndefined();
  release?.();
});
