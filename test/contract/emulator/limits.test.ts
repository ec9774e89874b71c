import { documentedAddressLimit } from "../../tools/emulator/src";
import { signedIn, type Caller } from "../../support/caller";

const codes = async (caller: Caller, calls: number) => {
  const found: unknown[] = [];
  for (let call = 0; call < calls; call += 1) found.push((await caller.list()).json["code"]);
  return found;
};

const perSecond = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";

describe("the limit of calls a second", () => {
  it("is 20 per app and API, in any rolling second", async () => {
    let now = 1_000_000;
    const caller = await signedIn({ limits: {}, clock: () => now });
    expect(await codes(caller, 21)).toEqual([...Array<undefined>(20).fill(undefined), perSecond]);
    expect((await caller.storage()).status).toBe(200);
    now += 999;
    expect(await codes(caller, 1)).toEqual([perSecond]);
    now += 1;
    expect(await codes(caller, 1)).toEqual([undefined]);
  });

  it("lets no second hold more than its figure, wherever the second begins", async () => {
    let now = 0;
    const caller = await signedIn({ limits: { callsPerSecond: 3 }, clock: () => now });
    const passed: number[] = [];
    for (now = 0; now < 4_000; now += 130) if ((await caller.list()).status === 200) passed.push(now);
    for (const from of passed) {
      expect(passed.filter((time) => time >= from && time < from + 1_000).length).toBeLessThanOrEqual(3);
    }
    expect(passed.length).toBeGreaterThanOrEqual(11);
  });

  it("answers 403, and a throttled call is not counted", async () => {
    const caller = await signedIn({ limits: { callsPerSecond: 1 } });
    await caller.list();
    expect((await caller.list()).status).toBe(403);
    expect(caller.emulator.monthUsed()).toBe(1);
    expect(caller.emulator.summary()["list"]).toEqual({ calls: 2, counted: 1, throttled: 1, failed: 1 });
  });

  it("has a code of its own for third-party apps", async () => {
    const app = {
      clientId: "s",
      clientSecret: "s",
      corpId: "c",
      type: "third-party",
      suiteTicket: "t",
    } as const;
    const caller = await signedIn({ apps: [app], limits: { callsPerSecond: 1 } });
    await caller.list();
    expect(await codes(caller, 1)).toEqual(["Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi"]);
  });

  it("may also be one for all callers, one for the minute, and one for tokens", async () => {
    const caller = await signedIn({ limits: { callsPerSecondOfAll: 1 } });
    await caller.list();
    expect(await codes(caller, 1)).toEqual(["Forbidden.AccessDenied.QpsLimitForApi"]);
    expect((await caller.user({ userid: "user1" })).json["errcode"]).toBe(0);
    expect((await caller.user({ userid: "user1" })).json).toMatchObject({ errcode: 88, sub_code: "90002" });

    const second = await signedIn({ limits: { callsPerMinute: 2, tokenCallsPerSecond: 1 } });
    expect((await codes(second, 3))[2]).toBe("Forbidden.AccessDenied.QpmLimitForAppkeyAndApi");
    expect(await second.signIn()).toBe("undefined");
  });

  it("still lets calls through when the clock is set back", async () => {
    const caller = await signedIn({ limits: { callsPerSecond: 1 } });
    await caller.list();
    caller.emulator.behaviour.clockSkewMs = -60_000;
    expect(await codes(caller, 1)).toEqual([undefined]);
  });
});

describe("the monthly quota", () => {
  it("is 5,000 calls of the organization, all APIs together", async () => {
    const caller = await signedIn({ limits: {} });
    caller.emulator.setMonthUsed(4_999);
    expect((await caller.storage()).status).toBe(200);
    const spent = await caller.list();
    expect([spent.status, spent.json["code"]]).toEqual([403, "Forbidden.AccessDenied.ApiCountLimitForOrg"]);
    expect(caller.emulator.monthUsed()).toBe(5_000);
  });

  it("may be another, or none", async () => {
    const caller = await signedIn({ limits: { monthlyQuota: 1 } });
    expect((await codes(caller, 2))[1]).toBe("Forbidden.AccessDenied.ApiCountLimitForOrg");
    caller.emulator.behaviour.limits = { monthlyQuota: false };
    expect(await codes(caller, 1)).toEqual([undefined]);
  });
});

describe("the limit of an address", () => {
  it("shuts the address out, with no error but another body", async () => {
    let now = 1_000_000;
    const perAddress = { ...documentedAddressLimit, calls: 3 };
    const caller = await signedIn({ limits: { perAddress }, clock: () => now });
    await codes(caller, 2);
    const { json } = await caller.list();
    expect(json).toMatchObject({ status: 1111, wait: 5, source: "x5", punish: "deny" });
    now += 299_000;
    expect((await caller.list()).json["status"]).toBe(1111);
    now += 1_001;
    expect((await caller.list()).json["status"]).toBeUndefined();
  });
});
