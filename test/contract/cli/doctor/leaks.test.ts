import { gotTransport } from "../../../../provider/src/dingtalk/http/gotTransport";
import type { Transport } from "../../../../provider/src/dingtalk/http/transport";
import type { EmulatorOptions, FaultSpec } from "../../../tools/emulator/src";
import { emulate, examineWith } from "./support";

const app = { clientId: "dingsecretclient", clientSecret: "s3cret/+of=it", corpId: "dingsecretcorp" };
const options: EmulatorOptions = {
  apps: [app],
  users: [{ userId: "manager4220", unionId: "theUnionIdOfHer", name: "Zhang San" }],
  spaces: [
    { name: "Salaries of 2026", spaceId: "900000001", files: [{ name: "Layoffs.xlsx", size: 5 }] },
    { name: "Merger", spaceId: "900000002" },
  ],
};
const private_ = [
  ...Object.values(app),
  "manager4220",
  "theUnionIdOfHer",
  "Zhang San",
  "Salaries",
  "900000001",
  "Merger",
  "900000002",
  "Layoffs",
];

const faults: readonly (readonly [string, FaultSpec | undefined])[] = [
  ["without a fault", undefined],
  ["if the token call repeats the secret", { on: "token", kind: "secretEcho", times: Infinity }],
  ["if a list repeats the token and the query", { on: "list", kind: "secretEcho", times: Infinity }],
  ["if an add repeats the token and the name", { on: "add", kind: "secretEcho" }],
  ["if a look repeats the token and the ids", { on: "entries", kind: "secretEcho", times: Infinity }],
  ["if the old API repeats them", { on: "user", kind: "secretEcho", times: Infinity }],
  ["if a code holds an id", { on: "storage", kind: "error", code: "noCorp.dingsecretcorp" }],
];

test.each(faults)("the report holds no secret, token, name or id %s", async (_, fault) => {
  const there = await emulate(options);
  if (fault) there.emulator.fault(fault);
  const tokens = new Set<string>();
  const send = there.clock.over(gotTransport());
  const transport: Transport = (request) => {
    const token =
      request.headers?.["x-acs-dingtalk-access-token"] ?? request.url.searchParams.get("access_token");
    // The doctor's own, which is nobody's, is its name.
    if (token && token !== "pulumi-dingtalk-doctor") tokens.add(token);
    return send(request);
  };
  const made = new Set<string>();
  there.emulator.onCall(() => {
    for (const { spaceId, name } of there.emulator.spaces.all()) made.add(spaceId).add(name);
  });
  const seen = await examineWith(there, { write: true }, { transport });
  for (const word of [...private_, ...tokens, ...made, there.emulator.endpoint, "127.0.0.1"])
    expect(seen.reportText).not.toContain(word);
  // What is printed for you alone holds no secret either.
  for (const secret of [app.clientSecret, ...tokens]) expect(seen.printed).not.toContain(secret);
});

test("with --stack the keys come from the stack's configuration first, and their values are printed nowhere", async () => {
  const there = await emulate(options);
  const config = {
    "dingtalk:clientId": { value: app.clientId, secret: false },
    "dingtalk:clientSecret": { value: app.clientSecret, secret: true },
    "dingtalk:corpId": { value: app.corpId, secret: false },
    "my-spaces:unionId": { value: "theUnionIdOfHer", secret: false },
  };
  const asked: (readonly string[])[] = [];
  const env = { DINGTALK_ENDPOINT: there.emulator.endpoint, DINGTALK_CLIENT_SECRET: "an-older-secret" };
  const seen = await examineWith(
    there,
    { stack: "dev" },
    {
      env,
      runPulumi: (args) => {
        asked.push(args);
        return Promise.resolve(JSON.stringify(config));
      },
    },
  );
  expect(seen.failure).toBeUndefined();
  expect(asked).toEqual([["config", "--stack", "dev", "--show-secrets", "--json", "--non-interactive"]]);
  expect(seen.of("clientSecret")?.finding).toBe(
    "from the stack configuration (dingtalk:clientSecret); the environment has another (DINGTALK_CLIENT_SECRET)",
  );
  expect(seen.of("endpoint")?.finding).toBe("from the environment (DINGTALK_ENDPOINT)");
  for (const secret of [app.clientSecret, "an-older-secret", "theUnionIdOfHer"]) {
    expect(seen.printed).not.toContain(secret);
    expect(seen.reportText).not.toContain(secret);
  }
});

test("a stack whose configuration cannot be read is the first thing to mend, and nothing is asked", async () => {
  const there = await emulate(options);
  const missing = Object.assign(new Error("spawn pulumi ENOENT"), { code: "ENOENT" });
  const seen = await examineWith(there, { stack: "dev" }, { runPulumi: () => Promise.reject(missing) });
  expect(seen.failure).toMatch(/^mend first: stack: The Pulumi CLI is not found\./);
  expect(there.emulator.count()).toBe(0);
});
