import type { Drive } from "../../../provider/src/dingtalk/drive";
import { PartialFailureError } from "../../../provider/src/dingtalk/errors/userActionError";
import { grpc, Any, Empty, messages, Status, type rpc } from "../../../provider/src/plugin/sdk";
import { readProperties, writeProperties } from "../../../provider/src/plugin/properties";
import { unknownValue } from "../../support/unknownValue";
import { openPlugin } from "../../support/pluginClient";

jest.setTimeout(240_000);

const unionId = "emulatorUnionId";
const inputs = { name: "A", unionId };
const noFlags = { forceDestroy: false, allowDuplicateName: false, adoptExisting: false };

test("the engine learns the version, the schema, and that secrets and previews are understood", async () => {
  const plugin = await openPlugin();
  const info = await plugin.ask<{ getVersion(): string }>("getPluginInfo", new Empty());
  expect(info.getVersion()).toBe("1.2.3");
  const schema = new messages.GetSchemaRequest();
  expect((await plugin.ask<rpc.GetSchemaResponse>("getSchema", schema)).getSchema()).toBe(
    '{"name":"dingtalk"}',
  );
  schema.setVersion(1);
  await expect(plugin.ask("getSchema", schema)).rejects.toMatchObject({
    details: "unsupported schema version 1; this plugin has version 0.",
  });
  const handshake = new messages.ProviderHandshakeRequest();
  expect((await plugin.ask<rpc.ProviderHandshakeResponse>("handshake", handshake)).getAcceptSecrets()).toBe(
    true,
  );
  expect((await plugin.configure()).toObject()).toMatchObject({ acceptsecrets: true, supportspreview: true });
  expect(plugin.emulator.count()).toBe(0);
});

test("what the plugin does not do is said to be unimplemented, so that the engine goes on without it", async () => {
  const plugin = await openPlugin();
  const requests = {
    parameterize: new messages.ParameterizeRequest(),
    call: new messages.CallRequest(),
    construct: new messages.ConstructRequest(),
    getMapping: new messages.GetMappingRequest(),
    getMappings: new messages.GetMappingsRequest(),
  } as const;
  for (const [method, request] of Object.entries(requests) as [keyof typeof requests, object][])
    await expect(plugin.ask(method, request)).rejects.toMatchObject({
      code: grpc.status.UNIMPLEMENTED,
      details: `pulumi-resource-dingtalk does not implement ${method}`,
    });
});

test("a space is checked, created, compared, read, updated and deleted, with the calls of the dynamic resource", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const checked = await plugin.check({ name: "A", unionId });
  expect(checked).toEqual({ ...checked, values: inputs, failures: [] });
  expect(plugin.emulator.count()).toBe(0);

  const { id, values } = await plugin.create(checked.values);
  expect(values).toMatchObject({ ...inputs, ...noFlags, spaceId: id, spaceName: "A", usedQuota: 0 });
  expect(plugin.emulator.count("add")).toBe(1);

  expect(await plugin.diff(id, values, inputs)).toMatchObject({
    changes: 1,
    diffsList: [],
    replacesList: [],
  });
  const again = await plugin.read(id, values);
  expect(again).toMatchObject({ id, inputs: { values: inputs } });
  expect({ ...again.props.values, __origin: values["__origin"] }).toEqual(values);

  const set = { ...inputs, forceDestroy: true };
  // What follows a refresh has its sides swapped.
  await plugin.diff(id, values, inputs);
  expect(await plugin.diff(id, values, set)).toMatchObject({ changes: 2, diffsList: ["forceDestroy"] });
  const calls = plugin.emulator.count();
  const updated = await plugin.update(id, values, set);
  expect(updated.values).toMatchObject({ forceDestroy: true, spaceId: id, spaceName: "A" });
  expect(plugin.emulator.count()).toBe(calls);

  // A destroy is a process of its own.
  const next = await openPlugin({}, plugin.emulator.env);
  await next.configure();
  await next.delete(id, updated.values);
  expect(plugin.emulator.spaces.size).toBe(0);
});

test("a preview makes no call and leaves out what is not known", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const unknown = { ...inputs, name: unknownValue };
  expect(await plugin.create(unknown, { preview: true })).toMatchObject({
    id: "",
    values: { ...unknown, ...noFlags },
  });
  const state = { ...inputs, spaceId: "7", spaceName: "A", usedQuota: 5 };
  const flag = await plugin.update("7", state, { ...inputs, forceDestroy: true }, true);
  expect(flag.values).toEqual({ ...state, ...noFlags, forceDestroy: true });
  expect((await plugin.update("7", flag.values, inputs, true)).values).toEqual({ ...state, ...noFlags });
  const operator = { ...inputs, unionId: "another" };
  expect((await plugin.update("7", state, operator, true)).values).toEqual({
    ...operator,
    ...noFlags,
    spaceId: "7",
  });
  expect(plugin.emulator.count()).toBe(0);
});

test("a new name replaces, deleting first, and the diff says it input by input", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const { id, values } = await plugin.create(inputs);
  const diff = await plugin.diff(id, values, { ...inputs, name: "B", allowDuplicateName: true });
  expect(diff).toMatchObject({
    replacesList: ["name"],
    deletebeforereplace: true,
    hasdetaileddiff: true,
    detaileddiffMap: [
      ["allowDuplicateName", { kind: messages.PropertyDiff.Kind.UPDATE, inputdiff: true }],
      ["name", { kind: messages.PropertyDiff.Kind.UPDATE_REPLACE, inputdiff: true }],
    ],
  });
});

test("a replacement that the program asks for, by replaceOnChanges, deletes the old space first", async () => {
  const first = await openPlugin();
  await first.configure();
  const { id, values } = await first.create(inputs);
  const plugin = await openPlugin({}, first.emulator.env);
  await plugin.configure();
  const news = { ...inputs, allowDuplicateName: true };
  expect(await plugin.diff(id, values, news)).toMatchObject({
    replacesList: [],
    diffsList: ["allowDuplicateName"],
    deletebeforereplace: true,
  });
  await plugin.delete(id, values);
  expect(first.emulator.spaces.size).toBe(0);
  await plugin.create(news);
  expect(first.emulator.spaces.size).toBe(1);
});

test("a space that another resource has, as the engine has compared it, is not deleted", async () => {
  const first = await openPlugin();
  await first.configure();
  const { id, values } = await first.create(inputs);
  const plugin = await openPlugin({}, first.emulator.env);
  await plugin.configure();
  await plugin.diff(id, values, inputs);
  await plugin.delete(id, values, "b");
  expect(first.emulator.spaces.size).toBe(1);
  expect(plugin.lines).toEqual([expect.stringContaining(`space ${id}`)]);
});

test("what is secret stays secret, and marks DingTalk's name of the space too", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const checked = await plugin.check(inputs, { secrets: ["name"] });
  expect([...checked.secrets]).toEqual(["name"]);
  const preview = await plugin.create(inputs, { preview: true, secrets: ["name"] });
  expect([...preview.secrets]).toEqual(["name"]);
  const created = await plugin.create(inputs, { secrets: ["name"] });
  expect([...created.secrets].sort()).toEqual(["name", "spaceName"]);
  const read = await plugin.read(created.id, created.values, ["name"]);
  expect([...read.props.secrets].sort()).toEqual(["name", "spaceName"]);
  expect([...read.inputs.secrets]).toEqual(["name"]);
  const { corpId } = plugin.emulator.app;
  const storage = await plugin.invoke("getOrgStorage", { unionId, corpId }, ["unionId"]);
  expect([...storage.secrets].sort()).toEqual(["corpId", "partitions"]);
});

test("a space is imported by <unionId>/<spaceId>, or by its id alone if the provider has a unionId", async () => {
  const plugin = await openPlugin({ spaces: [{ name: "Old", spaceId: "4711" }] });
  await plugin.configure();
  const imported = await plugin.read(`${unionId}/4711`);
  expect(imported).toMatchObject({
    id: "4711",
    props: { values: { spaceId: "4711", spaceName: "Old", name: "Old" } },
    inputs: { values: { ...inputs, name: "Old" } },
  });
  await expect(plugin.read("4711")).rejects.toMatchObject({
    details:
      "import DriveSpace '4711': Missing unionId. Give the id as <unionId>/<spaceId>, or set dingtalk:unionId, run `pulumi up`, then retry.",
  });
  await plugin.configure({ unionId });
  expect(await plugin.read("4711")).toMatchObject({ id: "4711", inputs: { values: { unionId } } });
  await expect(plugin.read(`${unionId}/1`)).rejects.toMatchObject({
    details: expect.stringMatching(/^read DriveSpace '1': .*no space/i) as string,
  });
});

test("a space that is gone is left out of the state by a refresh", async () => {
  const plugin = await openPlugin({ spaces: [{ name: "Other", spaceId: "1" }] });
  await plugin.configure();
  const { clientId, corpId } = plugin.emulator.app;
  const state = { ...inputs, spaceId: "4711", spaceName: "A", __origin: { layout: 2, clientId, corpId } };
  expect((await plugin.read("4711", state)).id).toBe("");
});

test("several operations run at a time, and one token serves resources and functions", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const names = Array.from({ length: 8 }, (_, index) => `S${index}`);
  await Promise.all([
    ...names.map((name) => plugin.create({ ...inputs, name })),
    plugin.invoke("getDriveSpaces", { unionId }),
  ]);
  expect(plugin.emulator.spaces.size).toBe(8);
  expect(plugin.emulator.count("token")).toBe(1);
});

test("the data functions answer as they do in TypeScript, each invoke with a call, and their errors name them", async () => {
  const plugin = await openPlugin({ spaces: [{ name: "A", spaceId: "1" }] });
  await plugin.configure();
  const { corpId } = plugin.emulator.app;
  expect((await plugin.invoke("getOrgStorage", { unionId })).values).toMatchObject({
    corpId,
    partitions: [{ quota: { used: 0 } }],
  });
  expect((await plugin.invoke("getDriveSpace", { unionId, spaceId: "1" })).values).toMatchObject({
    spaceName: "A",
  });
  expect((await plugin.invoke("getDriveSpaces", { unionId })).values).toMatchObject({
    spaces: [{ spaceName: "All-Staff Folder" }, { spaceId: "1" }],
  });
  const before = plugin.emulator.count("storage");
  await plugin.invoke("getOrgStorage", { unionId });
  expect(plugin.emulator.count("storage")).toBe(before + 1);
  await expect(plugin.invoke("getOrgStorage", {})).rejects.toMatchObject({
    details: expect.stringMatching(/^getOrgStorage: .*unionId/) as string,
  });
  await expect(plugin.invoke("getNothing", {})).rejects.toMatchObject({
    details: expect.stringContaining("unknown function dingtalk:index:getNothing") as string,
  });
});

test("an error is one line without a stack, whatever DingTalk says", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  plugin.emulator.fault({ on: "add", kind: "error", code: "name.invalid" });
  const error = await plugin.create(inputs).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({
    code: grpc.status.UNKNOWN,
    details: expect.stringMatching(/^create DriveSpace 'A': .*\(name\.invalid, request /) as string,
  });
  expect((error as { details: string }).details).not.toMatch(/\n|\bat .*\.[jt]s/);
});

/** What the engine would show of this call. */
const detailsOf = (call: Promise<unknown>) =>
  call.then(
    () => "no error",
    (reason: unknown) => (reason as { details: string }).details,
  );

test("no method shows a stack or a second line, also if the package itself is at fault", async () => {
  const fault = () => {
    throw new TypeError("x is undefined\n    at foo (/a/b.js:1:2)");
  };
  const broken = new Proxy({}, { get: () => fault }) as unknown as Drive;
  const plugin = await openPlugin({}, undefined, () => broken);
  await plugin.configure();
  const state = { ...inputs, spaceId: "7", spaceName: "A", usedQuota: 0 };
  const said = await Promise.all(
    [
      plugin.create(inputs),
      plugin.read("7", state),
      plugin.read(`${unionId}/7`),
      plugin.update("7", state, { ...inputs, unionId: "another" }),
      plugin.diff("7", state, { ...inputs, name: "B" }),
      plugin.invoke("getDriveSpaces", { unionId }),
    ].map(detailsOf),
  );
  // The one before has planned a replacement.
  said.push(await detailsOf(plugin.delete("7", state)));
  for (const line of said) {
    expect(line).toContain("x is undefined");
    expect(line).not.toMatch(/\n/);
  }
});

test("no error shows a secret, even if DingTalk's words repeat the call", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const tokens: string[] = [];
  plugin.emulator.fault({
    on: "any",
    kind: "noAnswer",
    match: ({ token }) => {
      if (token !== undefined) tokens.push(token);
      return false;
    },
  });
  const { id, values } = await plugin.create(inputs);
  for (const on of ["list", "query", "storage", "delete", "add"] as const)
    plugin.emulator.fault({
      on,
      kind: "secretEcho",
      code: "Forbidden.AccessDenied.IpNotInWhiteList",
      times: Infinity,
    });
  const next = await openPlugin({}, plugin.emulator.env);
  await next.configure();
  const said = await Promise.all(
    [
      next.create({ ...inputs, name: "B" }),
      next.read(id, values),
      next.invoke("getOrgStorage", { unionId }),
      next.delete(id, { ...values, forceDestroy: true }),
    ].map(detailsOf),
  );
  const { clientSecret } = plugin.emulator.app;
  expect(tokens.length).toBeGreaterThan(0);
  for (const line of said) {
    expect(line).toContain("[secret]");
    for (const secret of [clientSecret, ...tokens]) expect(line).not.toContain(secret);
  }
});

test("an update keeps secret what the program says is secret", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const { id, values } = await plugin.create(inputs);
  for (const preview of [true, false]) {
    const news = { ...inputs, forceDestroy: true };
    const updated = await plugin.update(id, values, news, preview, ["name"]);
    expect([...updated.secrets].sort()).toEqual(["name", "spaceName"]);
  }
});

test("a space that was made before something failed is given to the engine with the error", async () => {
  const create = () =>
    Promise.reject(new PartialFailureError("99", "Of two attempts one made space 99. Look for another."));
  const plugin = await openPlugin({}, undefined, () => ({ create }) as unknown as Drive);
  await plugin.configure();
  const error = await plugin.create(inputs).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const [packed] = (error as { metadata: { get(key: string): Buffer[] } }).metadata.get(
    "grpc-status-details-bin",
  );
  const [detail] = Status.deserializeBinary(packed ?? Buffer.of()).getDetailsList();
  expect(detail).toBeInstanceOf(Any);
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(
    (detail as InstanceType<typeof Any>).getValue_asU8(),
  );
  expect(failed.getId()).toBe("99");
  expect(readProperties(failed.getProperties()).values).toMatchObject({ ...inputs, spaceId: "99" });
});

test("a URN of another type is refused by its name", async () => {
  const plugin = await openPlugin();
  const request = new messages.CreateRequest();
  request.setUrn("urn:pulumi:test::project::dingtalk:index:Folder::a");
  request.setProperties(writeProperties({}));
  await expect(plugin.ask("create", request)).rejects.toMatchObject({
    details: "unknown resource type dingtalk:index:Folder; this plugin has dingtalk:index:DriveSpace.",
  });
});

test("cancel ends a wait at once: the create says what is known, and nothing new begins", async () => {
  const plugin = await openPlugin();
  await plugin.configure();
  const throttled = plugin.emulator.fault({
    on: "add",
    kind: "error",
    code: "Forbidden.AccessDenied.QpsLimitForApi",
    times: Infinity,
  });
  const running = plugin.create(inputs).then(
    () => undefined,
    (reason: unknown) => reason as { details: string },
  );
  await throttled.struck;
  await plugin.ask("cancel", new Empty());
  expect((await running)?.details).toMatch(/^create DriveSpace 'A': /);
  const calls = plugin.emulator.count();
  await expect(plugin.create({ ...inputs, name: "B" })).rejects.toMatchObject({
    details: "the run was cancelled, so nothing was sent. Run again to continue.",
  });
  expect(plugin.emulator.count()).toBe(calls);
  expect(plugin.emulator.spaces.size).toBe(0);
});
