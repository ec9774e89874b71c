import { ServerClock } from "../../../provider/src/dingtalk/http/serverClock";

const date = "Sun, 01 Mar 2026 12:00:30 GMT";
const at = Date.parse(date);

test("the skew is the server's half second against the middle of the call", () => {
  const clock = new ServerClock();
  expect(clock.skewMs).toBeUndefined();
  clock.learn(date, at - 100_000, at - 99_000);
  expect(clock.skewMs).toBe(100_000);
});

test("a quicker answer shows it better, a slower one changes nothing", () => {
  const clock = new ServerClock();
  clock.learn(date, at, at + 4_000);
  clock.learn(date, at + 1_000, at + 1_100);
  expect(clock.skewMs).toBe(-550);
  clock.learn(date, at, at + 9_000);
  expect(clock.skewMs).toBe(-550);
});

test.each([undefined, "", "yesterday"])("a date that is %j shows nothing", (sent) => {
  const clock = new ServerClock();
  clock.learn(sent, at, at + 1);
  expect(clock.skewMs).toBeUndefined();
});
