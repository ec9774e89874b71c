import { configurationKeys, type ConfigurationKey } from "../../../provider/src/runtime/configurationKeys";
import { createLookUps, lookUpKey, type LookUps } from "../../../provider/src/runtime/lookUps";
import { openDrive } from "../../../provider/src/runtime/openDrive";
import { quietReporter } from "../../support/quietReporter";
import { startEmulator, type Emulator } from "../../tools/emulator/src";
import { errorOf, open } from "../../support/provider";

let lookUps: LookUps;
let emulator: Emulator;
let config: Partial<Record<ConfigurationKey, unknown>>;
const environment = { ...process.env };

beforeEach(async () => {
  lookUps = createLookUps({ env: process.env, reporter: quietReporter(), openDrive });
  for (const name of Object.values(configurationKeys)) Reflect.deleteProperty(process.env, name);
  emulator = await startEmulator({ spaces: [{ name: "A", spaceId: "1" }] });
  const { clientId, clientSecret, corpId } = emulator.app;
  config = { clientId, clientSecret, corpId, endpoint: emulator.endpoint, legacyEndpoint: emulator.endpoint };
});

afterEach(async () => {
  process.env = { ...environment };
  await emulator.close();
});

const get = (key: string) => config[key.replace("dingtalk:", "") as ConfigurationKey];
const unionId = "emulatorUnionId";

test.each<[string, unknown, object]>([
  ["a number", 7, { reserved: 7 }],
  ["nothing", undefined, {}],
  ["empty", "", {}],
  ["null", null, {}],
  ["0", 0, { reserved: 0 }],
])("what is reserved may be %s", async (_, reserved, expected) => {
  const quota = { used: 1, max: 9_007_199_254_740_991, reserved, type: "SHARE" };
  const org = { corpId: "c", partitions: [{ partitionType: "PUBLIC_OSS_PARTITION", quota, more: 1 }] };
  emulator.fault({ on: "storage", kind: "answer", status: 200, body: { org } });
  const storage = await lookUps.getOrgStorage({}, get, { unionId });
  expect(storage).toStrictEqual({
    corpId: "c",
    partitions: [
      {
        partitionType: "PUBLIC_OSS_PARTITION",
        quota: { used: 1, max: 9_007_199_254_740_991, type: "SHARE", ...expected },
      },
    ],
  });
});

test("corpId is the configuration's unless it is given, and is asked for by both its names", async () => {
  const asked = async (args: object) => {
    await lookUps.getOrgStorage({}, get, { unionId, ...args }).catch(() => undefined);
    return emulator.calls.at(-1)?.path;
  };
  await expect(asked({})).resolves.toBe(`/v1.0/storage/orgs/${emulator.app.corpId}`);
  await expect(asked({ corpId: "other" })).resolves.toBe("/v1.0/storage/orgs/other");
  config = { accessToken: "a-token", endpoint: emulator.endpoint };
  process.env["DINGTALK_CORP_ID"] = "of-the-environment";
  await expect(asked({})).resolves.toBe("/v1.0/storage/orgs/of-the-environment");
  delete process.env["DINGTALK_CORP_ID"];
  const { message } = await errorOf(lookUps.getOrgStorage({}, get, { unionId }));
  expect(message).toBe("corpId is missing: give it, or set dingtalk:corpId (or DINGTALK_CORP_ID).");
});

test("a partition that misses figures is given with what is there", async () => {
  const { drive, emulator: hurried } = await open();
  const partitions = [{ partitionType: "PUBLIC_OSS_PARTITION", quota: { used: 1, type: "SHARE" } }];
  const body = { org: { corpId: "c", partitions } };
  hurried.fault({ on: "storage", kind: "answer", status: 200, body, times: Infinity });
  await expect(drive.organizationStorage("c", unionId)).resolves.toEqual({ corpId: "c", partitions });
});

test("a missing configuration and wrong arguments are said without a call", async () => {
  config = { endpoint: emulator.endpoint };
  for (const work of [
    lookUps.getOrgStorage({}, get, { unionId, corpId: "c" }),
    lookUps.getDriveSpaces({}, get, { unionId }),
    lookUps.getUser({}, get, { userId: "user1" }),
  ])
    expect((await errorOf(work)).message).toContain("dingtalk:clientSecret (or DINGTALK_CLIENT_SECRET)");
  const { message } = await errorOf(lookUps.getDriveSpace({}, get, { spaceId: "1", unionId, toString: "x" }));
  expect(message).toBe("unknown argument toString; expected spaceId, name, unionId.");
  expect(emulator.count()).toBe(0);
});

test("one run shares a token, another takes its own", async () => {
  const run = {};
  await Promise.all([
    lookUps.getDriveSpaces(run, get, { unionId }),
    lookUps.getOrgStorage(run, get, { unionId }),
  ]);
  await lookUps.getDriveSpace(run, get, { spaceId: "1", unionId });
  expect(emulator.count("token")).toBe(1);
  await lookUps.getDriveSpaces({}, get, { unionId });
  expect(emulator.count("token")).toBe(2);
});

test("equal calls have equal keys, whatever their order, and other configurations others", () => {
  const key = (args: object, of = get) => lookUpKey("getOrgStorage", { ...args }, of);
  expect(key({ unionId, corpId: "c" })).toBe(key({ corpId: "c", unionId }));
  expect(key({ unionId, corpId: undefined })).toBe(key({ unionId }));
  expect(key({ unionId })).not.toBe(key({ unionId: "other" }));
  expect(key({ unionId })).not.toBe(key({ unionId }, () => "another app's"));
  expect(key({ unionId })).not.toBe(lookUpKey("getDriveSpaces", { unionId }, get));
});
