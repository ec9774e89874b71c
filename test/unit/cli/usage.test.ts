import { parsePeriod, periodInWords } from "../../../provider/src/cli/period";
import { readTrace, type TracedCall } from "../../../provider/src/cli/readTrace";
import { callsAMonth, reportUsage } from "../../../provider/src/cli/usageReport";
import { monthText, usageText } from "../../../provider/src/cli/usageText";

const call = (more: Partial<TracedCall> = {}): TracedCall => ({
  time: "2026-11-22T07:00:00.000Z",
  operation: "query",
  api: "POST /v1.0/drive/managements/spaces/query",
  attempt: 1,
  waitMs: 0,
  durationMs: 50,
  status: 200,
  code: "ok",
  counted: true,
  pid: 1,
  ...more,
});

const lines = (...calls: TracedCall[]) => calls.map((one) => `${JSON.stringify(one)}\n`).join("");

test("calls are told apart by what became of them", () => {
  const list = { operation: "list", api: "GET /v1.0/drive/spaces" };
  const throttled = { code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", status: 403, counted: false };
  const report = reportUsage([
    call(),
    call({ ...throttled, durationMs: 10 }),
    call({ attempt: 2, waitMs: 1_000, time: "2026-11-22T07:00:02.000Z" }),
    call({ ...list, code: "unknown.error", status: 500, pid: 2 }),
    call({ operation: "token", api: "POST /v1.0/oauth2/{corpId}/token", counted: false, pid: 2 }),
  ]);
  expect(report.total).toEqual({
    api: "all",
    calls: 5,
    counted: 3,
    throttled: 1,
    repeated: 1,
    failed: 1,
    waitMs: 1_000,
    durationMs: 210,
  });
  expect(report.byApi.map(({ api, counted }) => [api, counted])).toEqual([
    ["POST /v1.0/drive/managements/spaces/query", 2],
    ["GET /v1.0/drive/spaces", 1],
    ["POST /v1.0/oauth2/{corpId}/token", 0],
  ]);
  expect(report).toMatchObject({ processes: 2, elapsedMs: 2_050 });
});

test("a torn last line is no call, and what another process wrote behind a torn one is read", () => {
  const text = lines(call(), call());
  expect(readTrace(text.slice(0, -20))).toEqual({ calls: [call()], unreadable: 1 });
  expect(readTrace(`${JSON.stringify(call()).slice(0, 30)}${lines(call({ pid: 2 }))}`)).toEqual({
    calls: [call({ pid: 2 })],
    unreadable: 1,
  });
  expect(readTrace('\n{"hello": 1}\nnot JSON\n')).toEqual({ calls: [], unreadable: 2 });
});

test.each([
  ["30m", 30 * 60_000, "30 minutes"],
  ["1h", 3_600_000, "60 minutes"],
  ["1.5h", 5_400_000, "90 minutes"],
  ["12h", 43_200_000, "12 hours"],
  ["1d", 86_400_000, "24 hours"],
  ["2w", 14 * 86_400_000, "14 days"],
])("a period of %s is understood and said again", (given, ms, words) => {
  expect(parsePeriod(given)).toBe(ms);
  expect(periodInWords(ms)).toBe(words);
});

test.each(["", "1", "h", "0h", "-1h", "1 hour", "1y", "1e3h", "Infinityh"])("'%s' is no period", (given) => {
  expect(parsePeriod(given)).toBeUndefined();
});

test("a month is 30 days against the 5,000", () => {
  expect(callsAMonth(12, 3_600_000)).toBe(8_640);
  expect(callsAMonth(12, 86_400_000)).toBe(360);
  expect(monthText(12, 3_600_000)).toBe(
    "12 calls were counted; the 5,000 calls a month of the standard edition are 416 such runs, one every 104 minutes.\n" +
      "Once every 60 minutes it costs 8,640 calls a month, 173 % of them.",
  );
  expect(monthText(1, undefined)).toContain("1 call was counted");
  expect(monthText(0, 3_600_000)).toContain("No call was counted");
  expect(monthText(6_000, undefined)).toContain("more than the 5,000 calls");
});

test("the table has a row for each API and one for all", () => {
  const text = usageText(
    reportUsage([call(), call({ operation: "add", api: "POST /v1.0/drive/spaces", waitMs: 1_234 })]),
    undefined,
  );
  expect(text).toMatch(
    /│ POST \/v1\.0\/drive\/managements\/spaces\/query │ +1 │ +1 │ +0 │ +0 │ +0 │ +0\.0 │ +0\.1 │/,
  );
  expect(text).toMatch(/│ all +│ +2 │ +2 │ +0 │ +0 │ +0 │ +1\.2 │ +0\.1 │/);
  expect(text).not.toContain("\u001b");
});
