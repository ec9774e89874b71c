import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { traceFile } from "../../../provider/src/runtime/traceFile";
import { errorOf, open } from "../../support/provider";

test("maxCalls is never exceeded, however many ask at once, and no call is made beyond it", async () => {
  const { drive, emulator } = await open({ emulator: { spaces: ["A"] }, config: { maxCalls: 5 } });
  const lists = await Promise.allSettled(Array.from({ length: 12 }, () => drive.list("u")));
  expect(lists.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(emulator.summary()["list"]?.calls).toBe(5);
  const { message } = await errorOf(drive.list("u"));
  expect(message).toMatch(/^call limit reached \(maxCalls = 5\); this request was not sent\./);
});

test("token calls, old user calls and throttled calls take nothing from maxCalls", async () => {
  const { drive, emulator } = await open({ emulator: { spaces: ["A"] }, config: { maxCalls: 1 } });
  emulator.fault({
    on: "list",
    kind: "error",
    code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    times: 3,
  });
  await drive.user("user1");
  await expect(drive.list("u")).resolves.toHaveLength(2);
  expect(emulator.summary()).toMatchObject({ token: { calls: 1 }, user: { calls: 1 }, list: { calls: 4 } });
});

test("a spent month stops every further call of the run", async () => {
  const { drive, emulator } = await open({ emulator: { limits: { monthlyQuota: 2 }, spaces: ["A"] } });
  await drive.list("u");
  await drive.list("u");
  const { message } = await errorOf(drive.list("u"));
  expect(message).toMatch(
    /\(Forbidden\.AccessDenied\.ApiCountLimitForOrg, request [\w-]+\)\. The organization's API calls of this month are used up\. Completed changes are saved\./,
  );
  await errorOf(drive.create({ name: "B", unionId: "u", allowDuplicateName: false }));
  await errorOf(drive.organizationStorage("c", "u"));
  expect(emulator.count()).toBe(4);
});

test("after a spent month calls that the month does not count go on", async () => {
  const { drive, emulator } = await open({ emulator: { limits: { monthlyQuota: 1 }, spaces: ["A"] } });
  await drive.list("u");
  await errorOf(drive.list("u"));
  emulator.revokeTokens();
  await expect(drive.user("user1")).resolves.toHaveProperty("unionId");
});

describe("a permission that DingTalk refuses", () => {
  const denied = { kind: "error", code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" } as const;

  test("once after the same call has succeeded is that call's own failure, and may pass", async () => {
    const { drive, emulator } = await open({ emulator: { spaces: ["A"] } });
    await drive.list("u");
    emulator.fault({ on: "list", ...denied });
    const { message } = await errorOf(drive.list("u"));
    expect(message).toMatch(
      /DingTalk has just allowed the same call, so this may pass: run again\. If it stays: Grant the app the permission Drive\.Space\.Read/,
    );
    await expect(drive.list("u")).resolves.toHaveLength(2);
  });

  test("from the first time on is the run's: it is asked once", async () => {
    const { drive, emulator } = await open({ emulator: { spaces: ["A"] } });
    emulator.fault({ on: "list", ...denied, times: Infinity });
    for (let times = 0; times < 3; times += 1) await errorOf(drive.list("u"));
    expect(emulator.count("list")).toBe(1);
  });
});

test("a gateway's page closes nothing: reads repeat, and say so once if it takes long", async () => {
  const { drive, emulator, lines } = await open({ emulator: { spaces: ["A"] } });
  emulator.fault({ on: "list", kind: "html", status: 502, times: 3 });
  await expect(drive.list("u")).resolves.toHaveLength(2);
  expect([...lines]).toEqual([["repeated list", "list spaces: http.502; trying again."]]);
});

test.each(["html", "blocked"] as const)("a block (%s) stops every call for five minutes", async (kind) => {
  const { drive, emulator, clock } = await open({ emulator: { spaces: ["A"] } });
  emulator.fault({ on: "list", kind });
  const { message } = await errorOf(drive.list("u"));
  expect(message).toContain("Wait 5 minutes, then run again.");
  await errorOf(drive.list("u"));
  expect(emulator.count("list")).toBe(1);
  await clock.pass(300_000);
  await expect(drive.list("u")).resolves.toHaveLength(2);
});

test("what DingTalk throttles is waited out and dropped by nobody", async () => {
  const { drive, emulator, lines } = await open({ emulator: { spaces: ["A"] } });
  for (const code of ["QpsLimitForAppkeyAndApi", "QpmLimitForAppkeyAndApi", "QpsLimitForApi"])
    emulator.fault({ on: "list", kind: "error", code: `Forbidden.AccessDenied.${code}` });
  emulator.fault({ on: "list", kind: "error", code: "request.overlimit", status: 500 });
  for (const spaces of await Promise.all([drive.list("u"), drive.list("u")])) expect(spaces).toHaveLength(2);
  expect([...lines.keys()]).toEqual(["throttled"]);
});

test("the record of a run has every call, repeats included, and no id, query or secret", async () => {
  const { drive, emulator, trace } = await open({ emulator: { spaces: ["A"] } });
  const [space] = emulator.spaces.all();
  emulator.fault({ on: "list", kind: "error", code: "unknown.error" });
  emulator.fault({ on: "list", kind: "error", code: "Forbidden.AccessDenied.QpsLimitForApi" });
  await drive.list("u");
  await drive.delete({ spaceId: space?.spaceId ?? "", unionId: "u", forceDestroy: true });
  expect(
    trace.map(({ operation, api, attempt, code, counted, calls, status }) => [
      operation,
      api,
      attempt,
      status,
      code,
      counted,
      calls,
    ]),
  ).toEqual([
    ["token", "POST /v1.0/oauth2/{corpId}/token", 1, 200, "ok", false, 0],
    ["list", "GET /v1.0/drive/spaces", 1, 500, "unknown.error", true, 1],
    ["list", "GET /v1.0/drive/spaces", 2, 403, "Forbidden.AccessDenied.QpsLimitForApi", false, 1],
    ["list", "GET /v1.0/drive/spaces", 3, 200, "ok", true, 2],
    ["delete", "DELETE /v1.0/drive/spaces/{spaceId}", 1, 200, "ok", true, 3],
  ]);
  expect(trace.map(({ requestId }) => requestId)).toEqual(emulator.calls.map(({ requestId }) => requestId));
  expect(JSON.stringify(trace)).not.toContain(emulator.app.clientSecret);
});

describe("DINGTALK_TRACE", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-trace-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const said: string[] = [];
  const reporter = { notice: () => undefined, warn: (_: string, line: string) => void said.push(line) };
  const record = {
    time: "2026-01-01T00:00:00.000Z",
    operation: "list",
    api: "GET /",
    attempt: 1,
    waitMs: 0,
    durationMs: 1,
    code: "ok",
    counted: true,
    calls: 1,
  } as const;

  test("adds a line of JSON with the process's number for each call, readable by its owner alone", async () => {
    const file = path.join(folder, "trace.jsonl");
    for (let times = 0; times < 2; times += 1) traceFile(file, reporter)?.(record);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      Array(2).fill({ ...record, pid: process.pid }),
    );
  });

  test("that cannot be written is a warning and not the end of the run", () => {
    traceFile(path.join(folder, "no", "folder"), reporter)?.(record);
    expect(said).toEqual([
      expect.stringMatching(
        /^DINGTALK_TRACE: '.*' cannot be written \(ENOENT\); the run goes on without a record\.$/,
      ),
    ]);
  });

  test("that is not set writes nothing", () => {
    expect(traceFile(undefined, reporter)).toBeUndefined();
    expect(traceFile("", reporter)).toBeUndefined();
  });
});
