import { Agent, request } from "node:https";
import { signedIn, type Caller } from "../../support/caller";
import { startEmulator, type Emulator } from "../../tools/emulator/src";

const started: Emulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

async function secure(): Promise<Emulator> {
  const emulator = await startEmulator({ https: true, limits: false });
  started.push(emulator);
  return emulator;
}

/** The status of a list call without a token, or the code of what breaks it. */
function statusOf(emulator: Emulator, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const call = request(`${emulator.endpoint}/v1.0/drive/spaces`, { agent }, (response) => {
      response.on("error", () => undefined);
      response.resume();
      response.on("close", () => resolve(response.complete ? (response.statusCode ?? 0) : "incomplete"));
    });
    call.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.end();
  });
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (thrown: unknown) => {
      const { cause } = thrown as { cause?: { code?: string; name: string } };
      return cause?.code ?? cause?.name;
    },
  );

const names = ({ emulator }: Caller) => emulator.spaces.all().map(({ name }) => name);

describe("over https", () => {
  it("who trusts the certificate is answered, again and again on one connection", async () => {
    const emulator = await secure();
    expect(emulator.endpoint).toMatch(/^https:/);
    expect(emulator.env["DINGTALK_ENDPOINT"]).toBe(emulator.endpoint);
    const agent = new Agent({ ca: emulator.certificate, keepAlive: true, maxSockets: 1 });
    expect([await statusOf(emulator, agent), await statusOf(emulator, agent)]).toEqual([400, 400]);
    agent.destroy();
  });

  it("who does not trust it says so, and nothing arrives", async () => {
    const emulator = await secure();
    expect(await statusOf(emulator, new Agent())).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(emulator.count()).toBe(0);
  });

  it.each([
    ["tlsAlert", /ALERT/],
    ["garbage", /^ERR_SSL_/],
    ["reset", /^ECONNRESET$/],
    ["cut", /^incomplete$/],
  ] as const)("%s breaks the connection once the call has arrived", async (kind, code) => {
    const emulator = await secure();
    const agent = new Agent({ ca: emulator.certificate });
    emulator.fault({ on: "list", kind });
    expect(await statusOf(emulator, agent)).toMatch(code);
    expect(emulator.calls).toMatchObject([{ api: "list", fault: kind }]);
    expect(await statusOf(emulator, agent)).toBe(400);
  });

  it("is needed for an alert", async () => {
    const { emulator } = await signedIn();
    expect(() => emulator.fault({ on: "list", kind: "tlsAlert" })).toThrow("needs https");
  });
});

describe("over plain http", () => {
  it.each([
    ["before", []],
    ["after", ["Finance"]],
  ] as const)("garbage comes %s the deed", async (when, left) => {
    const caller = await signedIn();
    caller.emulator.fault({ on: "add", kind: "garbage", when });
    expect(await codeOf(caller.add("Finance"))).toBe("HTTPParserError");
    expect(names(caller)).toEqual(left);
  });

  it("a connection that has idled is reset before the call is read, a new one is not", async () => {
    let time = Date.now();
    const caller = await signedIn({ clock: () => time });
    const fault = caller.emulator.fault({ on: "add", kind: "idleReset", afterMs: 1_000, times: Infinity });
    time += 999;
    expect((await caller.add("a")).status).toBe(200);
    time += 1_000;
    expect(await codeOf(caller.add("b"))).toBe("ECONNRESET");
    expect((await caller.add("c")).status).toBe(200);
    expect([names(caller), fault.hits]).toEqual([["a", "c"], 1]);
  });

  it("answers are dated by the emulator's clock", async () => {
    const time = Date.parse("2026-05-28T09:37:16Z");
    const caller = await signedIn({ clock: () => time });
    expect((await caller.list()).headers.get("date")).toBe("Thu, 28 May 2026 09:37:16 GMT");
    caller.emulator.behaviour.clockSkewMs = -600_000;
    expect((await caller.list()).headers.get("date")).toBe("Thu, 28 May 2026 09:27:16 GMT");
  });
});
