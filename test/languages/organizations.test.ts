import { packed } from "../support/packed";
import { errors, nameOf } from "../support/stack";
import { openYaml, space, type YamlStack } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();

const appA = { clientId: "appA", clientSecret: "secret-of-a", corpId: "corpA" };
const appB = { clientId: "appB", clientSecret: "secret-of-b", corpId: "corpB" };

const provider = (app: typeof appA, clientSecret = `{ "fn::secret": ${app.clientSecret} }`) => `
  org:
    type: pulumi:providers:dingtalk
    properties: { clientId: ${app.clientId}, clientSecret: ${clientSecret}, corpId: ${app.corpId} }
`;
const storage = (name: string, options = "") => `
  ${name}: { fn::invoke: { function: dingtalk:getOrgStorage, arguments: { unionId: emulatorUnionId }, options: { ${options} } } }
`;

const namesIn = ({ emulator }: YamlStack, corpId: string) =>
  emulator
    .organization(corpId)
    .spaces.all()
    .map(({ name }) => name)
    .sort();

/** Everything that says what is there: ids in the state by the names of their resources. */
const idsIn = async (stack: YamlStack) =>
  Object.fromEntries(
    ((await stack.workspace.exportState()).deployment.resources ?? [])
      .filter(({ type }) => type === "dingtalk:index:DriveSpace")
      .map(({ urn, id }) => [nameOf(urn), id]),
  );

test("one program manages two organizations: resources and functions follow their provider, and no secret is in the state or the output", async () => {
  await using stack = await openYaml(
    tarball(),
    `resources:${provider(appB)}${space("a", "Same")}${space("b", "Same", { options: "provider: '${org}'" })}
variables:${storage("ofA")}${storage("ofB", "provider: '${org}'")}
outputs: { corps: ["\${ofA.corpId}", "\${ofB.corpId}"] }`,
    { emulator: { apps: [appA, appB], allStaffFolder: false } },
  );
  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0 });
  expect(preview.calls).not.toHaveProperty("add");
  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0, calls: { add: 2 } });
  expect([namesIn(stack, "corpA"), namesIn(stack, "corpB")]).toEqual([["Same"], ["Same"]]);
  expect((await stack.workspace.outputs())["corps"]).toEqual(["corpA", "corpB"]);
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({ code: 0, calls: { delete: 2 } });
  expect([namesIn(stack, "corpA"), namesIn(stack, "corpB")]).toEqual([[], []]);
  expect(stack.secrets.length).toBeGreaterThanOrEqual(4);
  await expect(stack.leaks(preview, up, destroy)).resolves.toEqual([]);
});

test("another organization's credentials in the environment are refused at preview, and by up, refresh and destroy, and nothing leaves the state", async () => {
  await using stack = await openYaml(tarball(), `resources:${space("a", "A")}${space("b", "B")}`, {
    emulator: { apps: [appA, appB], allStaffFolder: false },
  });
  await stack.up("--skip-preview");
  const before = await idsIn(stack);
  expect(Object.keys(before).sort()).toEqual(["a", "b"]);
  const env = {
    DINGTALK_CLIENT_ID: appB.clientId,
    DINGTALK_CLIENT_SECRET: appB.clientSecret,
    DINGTALK_CORP_ID: appB.corpId,
  };
  for (const [operation, args] of [
    ["preview", []],
    ["up", ["--skip-preview"]],
    ["refresh", ["--skip-preview"]],
    ["destroy", ["--skip-preview"]],
  ] as const) {
    const refused = await stack.run(operation, args, env);
    expect(refused.code).not.toBe(0);
    expect(refused.calls).toEqual({});
    for (const [resource, lines] of Object.entries(errors(refused))) {
      expect(["a", "b"]).toContain(resource);
      expect(lines).toEqual([
        expect.stringMatching(
          /^\w+ DriveSpace '[AB]': organization corpA made space \d+, .*corpB.*$/,
        ) as string,
      ]);
    }
    expect(Object.keys(errors(refused)).length).toBeGreaterThan(0);
    expect(await idsIn(stack)).toEqual(before);
  }
  expect([namesIn(stack, "corpA"), namesIn(stack, "corpB")]).toEqual([["A", "B"], []]);
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
});

test("an explicit provider that changes its organization is said at preview, and its spaces are refused and kept", async () => {
  const program = (app: typeof appA) =>
    `resources:${provider(app)}${space("a", "A", { options: "provider: '${org}'" })}`;
  await using stack = await openYaml(tarball(), program(appA), {
    emulator: { apps: [appA, appB], allStaffFolder: false },
  });
  await stack.up("--skip-preview");
  const before = await idsIn(stack);
  await stack.program(program(appB));
  for (const refused of [await stack.preview(), await stack.up("--skip-preview")]) {
    expect(refused.code).not.toBe(0);
    expect(refused.calls).toEqual({});
    expect(refused.all).toContain("this provider's organization changes from corpA to corpB");
    expect(errors(refused)["a"]).toEqual([
      expect.stringMatching(/^check DriveSpace 'A': organization corpA made space \d+, .*corpB.*$/) as string,
    ]);
    expect(await idsIn(stack)).toEqual(before);
  }
  await stack.program(program(appA));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {} });
  expect(await idsIn(stack)).toEqual(before);
  expect([namesIn(stack, "corpA"), namesIn(stack, "corpB")]).toEqual([["A"], []]);
});

test("a rotated secret of an explicit provider updates it in place, without a call that changes DingTalk", async () => {
  const program = (secret: string) =>
    `resources:${provider(appB, secret)}${space("a", "A", { options: "provider: '${org}'" })}`;
  await using stack = await openYaml(tarball(), program("secret-of-b"), { emulator: { apps: [appA, appB] } });
  await stack.up("--skip-preview");
  const app = stack.emulator.apps.get("appB");
  if (app) app.clientSecret = "rotated-secret-of-b";
  stack.emulator.revokeTokens();
  // Nothing runs the program: the old secret is the state's, and the error says whose.
  const stale = await stack.refresh();
  expect(errors(stale)["a"]?.join()).toMatch(/clientSecret \(of the provider '[\w-]+' in the state\)/);
  await stack.program(program("rotated-secret-of-b"));
  const rotated = await stack.up("--skip-preview");
  expect(rotated).toMatchObject({ code: 0, changes: { update: 1 }, calls: {} });
  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({ code: 0, calls: { delete: 1 } });
  await expect(stack.leaks(rotated, destroy)).resolves.toEqual([]);
});
