import { errors, openStack } from "../support/stack";

const appA = { clientId: "appA", clientSecret: "secret-of-a", corpId: "corpA" };
const appB = { clientId: "appB", clientSecret: "secret-of-b", corpId: "corpB" };

test("one program manages two organizations: resources, look-ups and the children of components follow the provider", async () => {
  const program = (secret: string) => `
    const a = new dingtalk.DriveSpace("a", { name: "Same", unionId });
    // Known only once "a" is there.
    const clientId = a.spaceId.apply(() => "appB");
    const orgB = new dingtalk.Provider("org-b", { clientId, clientSecret: "${secret}", corpId: "corpB" });
    const b = new dingtalk.DriveSpace("b", { name: "Same", unionId }, { provider: orgB });
    class Department extends pulumi.ComponentResource {
      constructor(name, opts) {
        super("test:Department", name, {}, opts);
        new dingtalk.DriveSpace("child", { name: "Child", unionId }, { parent: this });
      }
    }
    const department = new Department("department", { provider: orgB });
    const corpOf = (opts) => dingtalk.getOrgStorageOutput({ unionId }, opts).corpId;
    exports.corps = [corpOf(), corpOf({ provider: orgB }), corpOf({ parent: department })];
  `;
  const stack = await openStack({ program: program(appB.clientSecret), emulator: { apps: [appA, appB] } });
  const { emulator } = stack;
  const preview = await stack.preview();
  // Only the look-up in the environment's organization can be made.
  expect(preview).toMatchObject({ code: 0, calls: { token: 1, storage: 1 } });

  const up = await stack.up("--skip-preview");
  expect(up).toMatchObject({ code: 0 });
  const names = (corpId: string) =>
    emulator
      .organization(corpId)
      .spaces.all()
      .map(({ name }) => name)
      .sort();
  expect([names("corpA"), names("corpB")]).toEqual([["Same"], ["Child", "Same"]]);
  expect((await stack.workspace.outputs())["corps"]).toEqual(["corpA", "corpB", "corpB"]);
  await expect(stack.leaks(preview, up)).resolves.toEqual([]);
  expect(stack.secrets.length).toBeGreaterThanOrEqual(4);

  const app = emulator.apps.get("appB");
  if (app) app.clientSecret = "rotated-secret-of-b";
  await stack.program(program("rotated-secret-of-b"));
  const rotated = await stack.up("--skip-preview");
  expect(rotated).toMatchObject({ code: 0, changes: { update: 1 } });
  expect(rotated.calls).not.toHaveProperty("delete");
  expect(rotated.calls).not.toHaveProperty("add");
  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({ code: 0 });
  expect([names("corpA"), names("corpB")]).toEqual([[], []]);
  await expect(stack.leaks(rotated, destroy)).resolves.toEqual([]);
});

test("the stack's configuration and the environment are taken key by key; destroy works after the secret was rotated", async () => {
  const stack = await openStack({
    program: `new dingtalk.DriveSpace("a", { name: "A", unionId: "emulatorUnionId" });`,
    environment: {},
  });
  const { app, endpoint } = stack.emulator;
  const missing = await stack.up("--skip-preview");
  expect(errors(missing)["a"]).toEqual([
    "create DriveSpace 'A': Missing configuration: dingtalk:clientId (or DINGTALK_CLIENT_ID) and dingtalk:clientSecret (or DINGTALK_CLIENT_SECRET). Run `pulumi config set dingtalk:clientId <value>`. For mainland China also set dingtalk:endpoint to https://api.dingtalk.com.",
  ]);
  expect(missing.calls).toEqual({});

  await stack.workspace.setConfig(
    { "dingtalk:clientId": app.clientId },
    { "dingtalk:clientSecret": app.clientSecret },
  );
  const env = { DINGTALK_ENDPOINT: endpoint };
  const up = await stack.run("up", ["--skip-preview"], env);
  expect(up).toMatchObject({ code: 0, calls: { token: 1, add: 1 } });

  app.clientSecret = "rotated-secret";
  stack.emulator.revokeTokens();
  const stale = await stack.run("destroy", ["--skip-preview"], env);
  expect(errors(stale)["a"]).toEqual([
    expect.stringMatching(
      /^delete DriveSpace 'A': Invalid clientId or clientSecret \(invalidClientIdOrSecret, request [\w-]+\)\. Check clientId \(dingtalk:clientId in the state\) .*$/,
    ) as string,
  ]);
  // A run of the program has the stack's configuration; the refresh that it begins with has the state's.
  const two = ["A", "B"].map(
    (name) =>
      `new dingtalk.DriveSpace("${name.toLowerCase()}", { name: "${name}", unionId: "emulatorUnionId" });`,
  );
  await stack.program(two.join("\n"));
  const running = await stack.run("up", ["--skip-preview"], env);
  expect(errors(running)["b"]?.join()).toContain("clientSecret (dingtalk:clientSecret).");
  const refreshing = await stack.run("up", ["--skip-preview", "--refresh"], env);
  expect(errors(refreshing)["a"]?.join()).toContain("clientSecret (dingtalk:clientSecret in the state).");

  const destroy = await stack.run("destroy", ["--skip-preview"], {
    ...env,
    DINGTALK_CLIENT_SECRET: "rotated-secret",
  });
  expect(destroy).toMatchObject({ code: 0, calls: { token: 2, delete: 1 } });
  expect(destroy.all).toContain("and DINGTALK_CLIENT_SECRET is used instead");
  expect(stack.emulator.spaces.size).toBe(0);
  await expect(stack.leaks(up, stale, destroy)).resolves.toEqual([]);
});

test("a misspelt key of the stack's configuration fails the preview and names the right one, unless a provider is given", async () => {
  const declares = (options: string) =>
    `new dingtalk.DriveSpace("a", { name: "A", unionId }, { ${options} }); exports.all = dingtalk.getDriveSpacesOutput({ unionId }, { ${options} }).spaces;`;
  const stack = await openStack({ program: declares("") });
  await stack.workspace.setConfig({ "dingtalk:maxcalls": "5" });
  const refused = await stack.preview();
  expect(refused.code).not.toBe(0);
  expect(refused.calls).toEqual({});
  expect(Object.values(errors(refused)).flat()).toEqual([
    "DriveSpace 'a': unknown key dingtalk:maxcalls in the stack configuration; did you mean dingtalk:maxCalls? Run `pulumi config rm dingtalk:maxcalls`, then set dingtalk:maxCalls.",
  ]);
  await stack.program(`exports.all = dingtalk.getDriveSpacesOutput({ unionId }).spaces;`);
  const lookUp = await stack.preview();
  expect(Object.values(errors(lookUp)).flat()).toEqual([
    expect.stringContaining("getDriveSpaces: unknown key dingtalk:maxcalls") as string,
  ]);
  await stack.program(`const provider = new dingtalk.Provider("p"); ${declares("provider")}`);
  expect(await stack.preview()).toMatchObject({ code: 0 });
});

test("DingTalk's words bring no secret into the output or the state, even if they repeat the call", async () => {
  const stack = await openStack({ program: `new dingtalk.DriveSpace("a", { name: "A", unionId });` });
  stack.emulator.fault({ on: "add", kind: "secretEcho", code: "name.invalid" });
  const add = await stack.up("--skip-preview");
  expect(errors(add)["a"]?.[0]).toContain("Cannot handle token [secret] with body");

  await stack.up("--skip-preview");
  stack.emulator.fault({ on: "query", kind: "secretEcho", code: "Forbidden.AccessDenied.IpNotInWhiteList" });
  const refresh = await stack.refresh();
  expect(errors(refresh)["a"]?.[0]).toContain("Cannot handle token [secret] with body");

  stack.emulator.fault({ on: "token", kind: "secretEcho", code: "invalid.client" });
  const destroy = await stack.destroy();
  expect(errors(destroy)["a"]?.[0]).toContain("[secret]");
  expect(stack.secrets.length).toBeGreaterThanOrEqual(2);
  await expect(stack.leaks(add, refresh, destroy)).resolves.toEqual([]);
});
