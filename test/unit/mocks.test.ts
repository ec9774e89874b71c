import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

interface Seen {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

let resources: Seen[];
let calls: { token: string; inputs: unknown }[];

beforeEach(async () => {
  resources = [];
  calls = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      resources.push({ type, name, inputs: inputs as Record<string, unknown> });
      return { id: `${name}-id`, state: { ...inputs, spaceId: `${name}-id`, usedQuota: 7 } as object };
    },
    call: ({ token, inputs }) => {
      calls.push({ token, inputs });
      return { corpId: "c", partitions: [], spaces: [], name: "Mocked", unionId: "u", spaceId: "1" };
    },
  });
});

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply(resolve));

test("a program with spaces can be unit tested: mocks see the type and the inputs and give the outputs", async () => {
  const space = new dingtalk.DriveSpace("finance", { name: "Finance", unionId: "u" });
  await expect(valueOf(space.spaceId)).resolves.toBe("finance-id");
  await expect(valueOf(space.usedQuota)).resolves.toBe(7);
  expect(resources).toEqual([
    {
      type: "pulumi-nodejs:dynamic/dingtalk:DriveSpace",
      name: "finance",
      inputs: { name: "Finance", unionId: "u", __provider: expect.any(String) as string },
    },
  ]);
  expect(dingtalk.DriveSpace.isInstance(space)).toBe(true);
  for (const other of [undefined, null, "space", {}, new pulumi.ComponentResource("a:b:C", "c")])
    expect(dingtalk.DriveSpace.isInstance(other)).toBe(false);
});

test("a flag that is not set reads false, whatever says so: the program, the state or nobody", async () => {
  const args = { name: "A", unionId: "u" };
  const space = new dingtalk.DriveSpace("a", args);
  const set = new dingtalk.DriveSpace("b", { ...args, forceDestroy: true, allowDuplicateName: false });
  const got = dingtalk.DriveSpace.get("c", "1", { unionId: "u" });
  for (const one of [space, set, got]) {
    await expect(valueOf(one.forceDestroy)).resolves.toBe(one === set);
    await expect(valueOf(one.allowDuplicateName)).resolves.toBe(false);
    await expect(valueOf(one.adoptExisting)).resolves.toBe(false);
  }
});

test("every output is a property of the resource, given as an input or not", () => {
  const space = new dingtalk.DriveSpace("a", { name: "A", unionId: "u" });
  const got = dingtalk.DriveSpace.get("b", "1", { unionId: "u" });
  for (const one of [space, got])
    for (const output of [
      one.name,
      one.unionId,
      one.forceDestroy,
      one.allowDuplicateName,
      one.adoptExisting,
      one.spaceId,
      one.spaceName,
      one.spaceType,
      one.quota,
      one.usedQuota,
      one.permissionMode,
      one.createTime,
      one.modifyTime,
    ])
      expect(pulumi.Output.isInstance(output)).toBe(true);
});

describe("Pulumi's stack traces are left out while a space is declared", () => {
  const limit = Error.stackTraceLimit;
  const limitInside = (): number | undefined => {
    let inside: number | undefined;
    const seen = () => void (inside = Error.stackTraceLimit);
    new dingtalk.DriveSpace(
      "a",
      { name: "A", unionId: "u" },
      { transformations: [() => (seen(), undefined)] },
    );
    return inside;
  };

  afterEach(() => {
    delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  });

  test("and are back when it is", () => {
    expect(limit).toBeGreaterThan(0);
    expect(limitInside()).toBe(0);
    expect(Error.stackTraceLimit).toBe(limit);
  });

  test("but not where somebody looks for leaks", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    expect(limitInside()).toBe(limit);
  });

  test("and what is refused at once still shows the line of the program", () => {
    const declare = (): unknown => {
      try {
        return new dingtalk.DriveSpace("", { name: "A", unionId: "u" });
      } catch (error) {
        return error;
      }
    };
    expect((declare() as Error).stack).toContain("at declare");
    expect(Error.stackTraceLimit).toBe(limit);
  });
});

test.each<[string, object, () => Promise<unknown>, () => pulumi.Output<unknown>]>([
  [
    "getOrgStorage",
    { unionId: "u" },
    () => dingtalk.getOrgStorage({ unionId: "u" }),
    () => dingtalk.getOrgStorageOutput({ unionId: pulumi.output("u") }),
  ],
  [
    "getDriveSpace",
    { spaceId: "1", unionId: "u" },
    () => dingtalk.getDriveSpace({ spaceId: "1", unionId: "u" }),
    () => dingtalk.getDriveSpaceOutput({ spaceId: pulumi.output("1"), unionId: "u" }),
  ],
  [
    "getDriveSpaces",
    { unionId: "u" },
    () => dingtalk.getDriveSpaces({ unionId: "u" }),
    () => dingtalk.getDriveSpacesOutput({ unionId: pulumi.output("u") }),
  ],
  [
    "getUser",
    { userId: "1" },
    () => dingtalk.getUser({ userId: "1" }),
    () => dingtalk.getUserOutput({ userId: pulumi.output("1") }),
  ],
])("mocks see %s under its token, in both its forms", async (name, inputs, plain, output) => {
  await expect(plain()).resolves.toMatchObject({ name: "Mocked" });
  await expect(valueOf(output())).resolves.toMatchObject({ name: "Mocked" });
  expect(calls).toEqual(Array(2).fill({ token: `dingtalk:index:${name}`, inputs }));
});

test("an explicit provider's inputs stand under their keys of the configuration, credentials as secrets", async () => {
  const provider = new dingtalk.Provider("org-b", {
    clientId: "id",
    clientSecret: "s",
    suiteTicket: "t",
    accessToken: "a",
    corpId: undefined,
    maxCalls: 5,
  });
  await valueOf(provider.urn);
  const [seen] = resources;
  expect(seen?.type).toBe("pulumi:providers:pulumi-nodejs");
  expect(Object.keys(seen?.inputs ?? {}).sort()).toEqual([
    "dingtalk:accessToken",
    "dingtalk:clientId",
    "dingtalk:clientSecret",
    "dingtalk:maxCalls",
    "dingtalk:providerName",
    "dingtalk:suiteTicket",
  ]);
});

test("a space is always deleted before it is replaced: the option deleteBeforeReplace cannot say otherwise", () => {
  const declare = (deleteBeforeReplace: boolean) =>
    new dingtalk.DriveSpace("a", { name: "A", unionId: "u" }, { deleteBeforeReplace });
  expect(() => declare(false)).toThrow(
    "DriveSpace 'a': deleteBeforeReplace must not be false, because a space is deleted before the next one can have its name. Remove the option.",
  );
  expect(() => declare(true)).not.toThrow();
});

test("an input that a provider does not have is refused by name", () => {
  const args = { clientID: "id" } as dingtalk.ProviderArgs;
  expect(() => new dingtalk.Provider("org-b", args)).toThrow(
    "dingtalk.Provider 'org-b': unknown input clientID; expected accessToken, callsPerSecond, clientId, clientSecret, corpId, endpoint, legacyEndpoint, maxCalls, suiteTicket.",
  );
});
