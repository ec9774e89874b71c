import { packed } from "../support/packed";
import { errors } from "../support/stack";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();

const explicit = (properties: string) => `resources:
  org:
    type: pulumi:providers:dingtalk
    properties: { ${properties} }
${space("a", "A", { options: "provider: '${org}'" })}`;

test("what is wrong with the stack's configuration is one line at preview, without a call", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("a", "A")}`);
  for (const [key, value, line] of [
    ["maxcalls", "5", "unknown key dingtalk:maxcalls; did you mean dingtalk:maxCalls?"],
    ["maxCalls", "0", "dingtalk:maxCalls (or DINGTALK_MAX_CALLS) must be a whole number from 1, not '0'."],
    ["endpoint", "http://dingtalk.example", "must use https"],
  ] as const) {
    await stack.workspace.setConfig({ [`dingtalk:${key}`]: value });
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.calls).toEqual({});
    const lines = Object.values(errors(refused)).flat();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(line);
    expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
    await stack.workspace.pulumi(["config", "rm", `dingtalk:${key}`, "--stack", stack.workspace.stack]);
  }
  expect(await stack.preview()).toMatchObject({ code: 0, calls: {} });
});

test("what is wrong with an explicit provider is one line at preview, and shows no value of it but the one that is wrong", async () => {
  await using stack = await openYaml(tarball(), explicit("maxCalls: 0, clientSecret: s3cret"));
  for (const [properties, line] of [
    ["maxCalls: 0", "dingtalk:maxCalls (or DINGTALK_MAX_CALLS) must be a whole number from 1, not '0'."],
    [
      "endpoint: http://dingtalk.example",
      "dingtalk:endpoint (or DINGTALK_ENDPOINT) must use https (http is allowed only for loopback addresses), not 'http://dingtalk.example'. Give an address like https://api.dingtalk.io.",
    ],
  ] as const) {
    await stack.program(explicit(`${properties}, clientSecret: s3cret`));
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.calls).toEqual({});
    expect(errors(refused)).toEqual({
      org: [`pulumi:providers:dingtalk resource 'org' has a problem: ${line}`],
    });
    expect(refused.all).not.toContain("s3cret");
  }
  // YAML knows the schema, and says what is not in it in its own words.
  await stack.program(explicit("clientID: a"));
  const misspelt = await stack.preview();
  expect(misspelt.code).not.toBe(0);
  expect(misspelt.all).toContain("Property clientID does not exist");
});

test("a missing key is one line of the preview that names it and its variable; the up fails with it and makes nothing", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("a", "A")}`, { env: {} });
  const preview = await stack.preview();
  expect(preview.calls).toEqual({});
  expect(preview.all).toContain("Missing configuration: dingtalk:clientId (or DINGTALK_CLIENT_ID)");
  const up = await stack.up("--skip-preview");
  expect(up.code).not.toBe(0);
  expect(up.calls).toEqual({});
  expect(errors(up)["a"]).toEqual([
    expect.stringMatching(/^create DriveSpace 'A': Missing configuration: dingtalk:clientId .*$/) as string,
  ]);
});

test("a stack's configuration gives the plugin what the environment misses, and its secret is in no file and no output", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("a", "A")}`, { env: {} });
  const { app, endpoint } = stack.emulator;
  const { clientId, clientSecret } = app;
  await stack.workspace.setConfig(
    { "dingtalk:clientId": clientId, "dingtalk:endpoint": endpoint, "dingtalk:callsPerSecond": "50" },
    { "dingtalk:clientSecret": clientSecret },
  );
  const runs = [
    await stack.preview(),
    await stack.up("--skip-preview"),
    await stack.refresh(),
    await stack.destroy(),
  ];
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(stack.secrets).toContain(clientSecret);
  await expect(stack.leaks(...runs)).resolves.toEqual([]);
});
