import { gotTransport } from "../../../../provider/src/dingtalk/http/gotTransport";
import type { Transport } from "../../../../provider/src/dingtalk/http/transport";
import type { DoctorRequest, Surroundings } from "../../../../provider/src/cli/doctor/doctor";
import { startProxy } from "../../../support/proxy";
import { trusting } from "../../../support/trust";
import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
  type FaultKind,
} from "../../../tools/emulator/src";
import { countedCalls, emulate, examineWith, installed, type Seen } from "./support";

interface Mistake {
  readonly mistake: string;
  readonly emulator?: EmulatorOptions;
  readonly fault?: FaultKind;
  readonly env?: (emulator: Emulator) => Record<string, string | undefined>;
  readonly request?: Partial<DoctorRequest>;
  readonly around?: Partial<Surroundings>;
  /** The check that names it, and how it is marked: what is wrong ends with 1. */
  readonly check: string;
  readonly mark?: "wrong" | "warning";
  readonly says: RegExp;
}

const scopes = [
  "Drive.Space.Write",
  "Drive.Space.Read",
  "Drive.SpaceManage.Read",
  "Storage.File.Read",
  "Storage.Org.Read",
  "qyapi_get_member",
];
const app = { clientId: "dingclient", clientSecret: "the-secret-of-it", corpId: "dingcorp" };
const without = (scope: string) => ({ apps: [{ ...app, scopes: scopes.filter((one) => one !== scope) }] });

const mistakes: readonly Mistake[] = [
  {
    mistake: "a wrong secret",
    env: () => ({ DINGTALK_CLIENT_SECRET: "another-secret" }),
    check: "token",
    says: /Check clientId \(DINGTALK_CLIENT_ID\), clientSecret \(DINGTALK_CLIENT_SECRET\)/,
  },
  {
    mistake: "a wrong corpId",
    env: () => ({ DINGTALK_CORP_ID: "dingothercorp" }),
    check: "token",
    says: /Correct corpId \(dingtalk:corpId, or DINGTALK_CORP_ID\)/,
  },
  {
    mistake: "a wrong corpId, answered with unknownError",
    emulator: { dialects: ["token-unknown-error"] },
    env: () => ({ DINGTALK_CORP_ID: "dingothercorp" }),
    check: "token",
    says: /Correct corpId \(dingtalk:corpId, or DINGTALK_CORP_ID\)/,
  },
  {
    mistake: "a ready token that has expired",
    env: () => ({ DINGTALK_ACCESS_TOKEN: "a-token-of-yesterday", DINGTALK_CLIENT_SECRET: undefined }),
    check: "token",
    says: /Set a fresh accessToken \(DINGTALK_ACCESS_TOKEN\)/,
  },
  {
    mistake: "a userId in the place of the unionId",
    env: () => ({ DINGTALK_UNION_ID: "user1" }),
    check: "operator",
    says: /the value of unionId is a userId\..*npx pulumi-dingtalk user <userId>/,
  },
  {
    mistake: "a unionId that DingTalk does not take",
    emulator: { unknownUnionId: "paramError-unionId" },
    env: () => ({ DINGTALK_UNION_ID: "manager4220" }),
    check: "operator",
    says: /unionId must be a unionId, not a userId/,
  },
  {
    mistake: "no Drive.Space.Write",
    emulator: without("Drive.Space.Write"),
    check: "Drive.Space.Write",
    says: /Grant the app the permission Drive\.Space\.Write /,
  },
  {
    mistake: "no Drive.Space.Read",
    emulator: without("Drive.Space.Read"),
    check: "Drive.Space.Read",
    says: /Grant the app the permission Drive\.Space\.Read /,
  },
  {
    mistake: "no Drive.SpaceManage.Read",
    emulator: without("Drive.SpaceManage.Read"),
    check: "Drive.SpaceManage.Read",
    says: /Grant the app the permission Drive\.SpaceManage\.Read /,
  },
  {
    mistake: "no Storage.File.Read",
    emulator: without("Storage.File.Read"),
    check: "Storage.File.Read",
    says: /Grant the app the permission Storage\.File\.Read /,
  },
  {
    mistake: "no Storage.Org.Read",
    emulator: without("Storage.Org.Read"),
    check: "Storage.Org.Read",
    mark: "warning",
    says: /Grant the app the permission Storage\.Org\.Read /,
  },
  {
    mistake: "no qyapi_get_member",
    emulator: without("qyapi_get_member"),
    check: "qyapi_get_member",
    mark: "warning",
    says: /Grant the app the permission qyapi_get_member /,
  },
  {
    mistake: "an operator who is suspended, so that nothing is shown",
    fault: { kind: "blind" },
    check: "operator",
    says: /no space at all.*Check that unionId is a unionId of this organization and app and that its user is not suspended/,
  },
  {
    mistake: "an IP address that is not on the app's list",
    fault: { kind: "error", code: "Forbidden.AccessDenied.IpNotInWhiteList" },
    check: "IP list",
    says: /Add the public IP address of this machine/,
  },
  {
    mistake: "a month that is spent",
    emulator: { limits: { monthlyQuota: 0 } },
    check: "limits",
    says: /Run again next month, or buy more calls/,
  },
  {
    mistake: "calls that are throttled for good",
    fault: { kind: "error", code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" },
    check: "limits",
    says: /lower dingtalk:callsPerSecond/,
  },
  {
    mistake: "a blocked IP address",
    fault: { kind: "blocked" },
    check: "limits",
    says: /Wait 5 minutes, then run again/,
  },
  {
    mistake: "a clock that is 10 minutes late",
    emulator: { clockSkewMs: 600_000 },
    check: "clock",
    says: /10\.0 minutes behind DingTalk's.*Set this machine's clock/,
  },
  {
    mistake: "a host without the API",
    fault: { kind: "answer", status: 404, body: "not here" },
    check: "connection",
    says: /dingtalk:endpoint \(DINGTALK_ENDPOINT\)/,
  },
  {
    mistake: "white space around a secret",
    env: ({ app }) => ({ DINGTALK_CLIENT_SECRET: `${app.clientSecret}\n` }),
    check: "clientSecret",
    mark: "warning",
    says: /starts or ends with white space.*set DINGTALK_CLIENT_SECRET again/,
  },
  {
    mistake: "white space inside a secret",
    env: () => ({ DINGTALK_CLIENT_SECRET: "the-secret of-it" }),
    check: "clientSecret",
    says: /contains white space.*set DINGTALK_CLIENT_SECRET again/,
  },
  {
    mistake: "a missing key",
    env: () => ({ DINGTALK_CLIENT_ID: "" }),
    check: "configuration",
    says: /Missing configuration: dingtalk:clientId \(or DINGTALK_CLIENT_ID\)/,
  },
  {
    mistake: "no unionId",
    env: () => ({ DINGTALK_UNION_ID: "" }),
    check: "unionId",
    says: /missing\. Give --union-id <unionId>, or set DINGTALK_UNION_ID/,
  },
  {
    mistake: "hosts of two regions",
    env: () => ({
      DINGTALK_ENDPOINT: "https://api.dingtalk.io",
      DINGTALK_LEGACY_ENDPOINT: "https://oapi.dingtalk.com",
    }),
    check: "configuration",
    says: /two regions.*Remove legacyEndpoint/,
  },
  {
    mistake: "an old Node",
    around: { installed: { ...installed, node: "20.9.0" } },
    check: "Node",
    says: /Install Node 22 or newer/,
  },
  {
    mistake: "an old SDK",
    around: { installed: { ...installed, sdk: "3.100.0" } },
    check: "Pulumi SDK",
    says: /Install @pulumi\/pulumi 3\.240\.0 or newer/,
  },
  {
    mistake: "no network",
    env: () => ({ DINGTALK_ENDPOINT: "http://127.0.0.1:1" }),
    check: "connection",
    says: /Check the network and dingtalk:endpoint/,
  },
];

/** What is first to mend, or to look at, in the words that it ends with. */
const last = ({ failure, said }: Seen) => failure ?? said.at(-1) ?? "";

test.each(mistakes.map((one) => [one.mistake, one] as const))(
  "%s is found, and the one thing to do is named",
  async (_, one) => {
    const there = await emulate({ spaces: ["Finance"], ...one.emulator });
    const { emulator } = there;
    if (one.fault)
      emulator.fault({ on: one.fault.kind === "answer" ? "any" : "list", times: Infinity, ...one.fault });
    const env: Record<string, string | undefined> = { ...emulator.env, ...one.env?.(emulator) };
    const seen = await examineWith(there, one.request, { env, ...one.around });
    const mark = one.mark ?? "wrong";
    expect([one.check, seen.of(one.check)?.mark]).toEqual([one.check, mark]);
    const beginning =
      mark === "wrong" ? `mend first: ${one.check}: ` : `nothing must be mended; look at: ${one.check}: `;
    expect(last(seen)).toMatch(one.says);
    expect(last(seen).slice(0, beginning.length)).toBe(beginning);
    expect(countedCalls(emulator)).toBeLessThanOrEqual(6);
    expect(emulator.spaces.size).toBe(1);
  },
);

test("the app of the other region: the host that was asked is named, and the endpoint of the other", async () => {
  const there = await emulate({ apps: [{ ...app, clientId: "dingofanother" }] });
  const toEmulator: Transport = (request) => {
    const { pathname, search } = request.url;
    return gotTransport()({ ...request, url: new URL(`${pathname}${search}`, there.emulator.endpoint) });
  };
  const env = {
    DINGTALK_CLIENT_ID: app.clientId,
    DINGTALK_CLIENT_SECRET: app.clientSecret,
    DINGTALK_CORP_ID: app.corpId,
    DINGTALK_UNION_ID: "someone",
  };
  const seen = await examineWith(there, {}, { env, transport: there.clock.over(toEmulator) });
  expect(seen.of("region")?.facts).toEqual({ region: "international" });
  expect(seen.failure).toMatch(
    /^mend first: token: .*They were sent to api\.dingtalk\.io: if the app is of the other region, set dingtalk:endpoint \(DINGTALK_ENDPOINT\) to https:\/\/api\.dingtalk\.com\.$/,
  );
});

describe("over https", () => {
  const host = "api.dingtalk.example";
  let before: NodeJS.ProcessEnv;
  beforeEach(() => void (before = { ...process.env }));
  afterEach(() => void (process.env = before));

  test("a certificate that this machine does not accept: NODE_EXTRA_CA_CERTS is named", async () => {
    const there = await emulate({ https: true });
    const seen = await examineWith(there);
    expect(seen.failure).toMatch(/^mend first: certificate: .*NODE_EXTRA_CA_CERTS/);
    expect(seen.of("token")?.mark).toBe("unknown");
  });

  test.each([
    [
      "refuses the password",
      { credentials: "me:right" },
      /does not accept this user and password.*Check HTTPS_PROXY/,
    ],
    [
      "refuses the host",
      { refuseWith: 403 },
      /does not connect to api\.dingtalk\.example.*Check HTTPS_PROXY/,
    ],
  ] as const)("a proxy that %s is named, and its name is not in the report", async (_, options, says) => {
    const { clock } = await emulate();
    await using emulator = await startEmulator({ https: { names: [host] } });
    await using proxy = await startProxy({
      lead: () => ({ host: "127.0.0.1", port: emulator.port }),
      ...options,
    });
    process.env["HTTPS_PROXY"] = `http://me:wrong-password@127.0.0.1:${proxy.port}`;
    const env = { ...emulator.env, DINGTALK_ENDPOINT: `https://${host}` };
    const around = { env, transport: clock.beside(gotTransport()) };
    const seen = await trusting(emulator.certificate, () => examineWith({ emulator, clock }, {}, around));
    expect(seen.failure).toMatch(/^mend first: proxy: /);
    expect(seen.failure).toMatch(says);
    for (const secret of ["wrong-password", `127.0.0.1:${proxy.port}`, host])
      expect(seen.reportText).not.toContain(secret);
  });

  test("a proxy that cannot be used is named before anything is asked", async () => {
    const there = await emulate();
    process.env["HTTPS_PROXY"] = "socks5://127.0.0.1:1";
    const env = { ...there.emulator.env, DINGTALK_ENDPOINT: `https://${host}`, DINGTALK_LEGACY_ENDPOINT: "" };
    const seen = await examineWith(there, {}, { env });
    expect(seen.failure).toMatch(/^mend first: proxy: .*Check HTTPS_PROXY/);
    expect(there.emulator.count()).toBe(0);
  });
});
