import { readFile } from "node:fs/promises";
import path from "node:path";
import { providerText } from "../../../provider/src/providerText";
import { modules, ROOT } from "../../tools/engine/program";

/**
 * A DriveSpace is no `pulumi.dynamic.Resource` but stands in for one: these tests hold what that relies on, on
 * the oldest SDK that is supported and on the one in use.
 */
const sdks = [
  ["oldest", path.join(modules, "pulumi-sdk-oldest")],
  ["newest", path.join(modules, "@pulumi", "pulumi")],
] as const;

jest.setTimeout(240_000);

async function run(script: string, args: readonly string[]): Promise<unknown> {
  const { execa } = await import("execa");
  // The folder is where the host, too, looks for the package.
  const { stdout } = await execa(process.execPath, ["-e", script, ...args], { cwd: ROOT });
  return JSON.parse(stdout);
}

/** What the engine would be asked to register for a dynamic resource. */
const registering = `
  const pulumi = require(process.argv[1]);
  const registered = [];
  pulumi.runtime.setMocks({
    newResource: ({ type, inputs }) => (registered.push({ type, inputs: Object.keys(inputs).sort(), provider: typeof inputs.__provider }), { id: "1", state: inputs }),
    call: () => ({}),
  });
  class Dynamic extends pulumi.dynamic.Resource {
    constructor() {
      super({ create: async () => ({ id: "1", outs: {} }) }, "a", { name: "A" }, undefined, "dingtalk", "DriveSpace");
    }
  }
  new Dynamic().id.apply(() => console.log(JSON.stringify(registered)));
`;

/** Our text in the SDK's own host, asked over its socket as the engine asks it. */
const hosting = `
  const [sdk, text] = process.argv.slice(1);
  const path = require("node:path");
  const of = require("node:module").createRequire(path.join(sdk, "package.json"));
  const grpc = of("@grpc/grpc-js");
  const { Struct } = of("google-protobuf/google/protobuf/struct_pb.js");
  const { ResourceProviderClient } = of("./proto/provider_grpc_pb.js");
  const { CheckRequest, ConfigureRequest, DiffRequest } = of("./proto/provider_pb.js");
  const host = require("node:child_process").spawn(process.execPath, [path.join(sdk, "cmd/dynamic-provider/index.js"), "127.0.0.1:1"]);
  host.stdout.once("data", (port) => {
    const client = new ResourceProviderClient("127.0.0.1:" + String(port).trim(), grpc.credentials.createInsecure());
    const struct = (properties) => Struct.fromJavaScript({ ...properties, __provider: text });
    const configure = new ConfigureRequest();
    configure.setArgs(Struct.fromJavaScript({}));
    const check = new CheckRequest();
    check.setOlds(Struct.fromJavaScript({}));
    check.setNews(struct({ name: 5, unionId: "u" }));
    const diff = new DiffRequest();
    diff.setId("1");
    diff.setOlds(struct({ name: "A", unionId: "u" }));
    diff.setNews(struct({ name: "B", unionId: "u" }));
    const ask = (method, request) =>
      new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
    (async () => {
      await ask("configure", configure);
      const checked = await ask("check", check);
      const differed = await ask("diff", diff);
      console.log(JSON.stringify({
        failures: checked.getFailuresList().map((failure) => failure.toObject()),
        inputs: checked.getInputs().toJavaScript(),
        replaces: differed.getReplacesList(),
        deleteBeforeReplace: differed.getDeletebeforereplace(),
      }));
    })().finally(() => host.kill());
  });
`;

describe.each(sdks)("the %s SDK", (_, sdk) => {
  test("registers a dynamic resource under the same type and with the property __provider", async () => {
    await expect(run(registering, [sdk])).resolves.toEqual([
      {
        type: "pulumi-nodejs:dynamic/dingtalk:DriveSpace",
        inputs: ["__provider", "name"],
        provider: "string",
      },
    ]);
  });

  test("has a host that runs the constant text", async () => {
    await expect(run(hosting, [sdk, providerText])).resolves.toEqual({
      failures: [
        { property: "name", reason: "name must be a string, not the number 5: give the name of the space" },
      ],
      inputs: {
        name: 5,
        unionId: "u",
        __provider: providerText,
      },
      replaces: ["name"],
      deleteBeforeReplace: true,
    });
  });
});

test("the constant text, its sub-path and its name are frozen, and it is short", () => {
  expect(providerText).toBe('exports.handler=()=>require("pulumi-dingtalk/runtime").driveSpace');
  expect(Buffer.byteLength(providerText)).toBeLessThanOrEqual(300);
});

test("everything in this project uses one SDK, and only tests the oldest", async () => {
  const lock = JSON.parse(await readFile(path.join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { name?: string; version?: string; dependencies?: Record<string, string> }>;
  };
  const copies = Object.entries(lock.packages)
    .filter(([at, { name }]) => at.endsWith("node_modules/@pulumi/pulumi") || name === "@pulumi/pulumi")
    .map(([at]) => at)
    .sort();
  expect(copies).toEqual(["node_modules/@pulumi/pulumi", "node_modules/pulumi-sdk-oldest"]);
  expect(lock.packages["node_modules/pulumi-sdk-oldest"]?.version).toBe("3.241.0");
  const needed = Object.entries(lock.packages)
    .filter(([at, { dependencies = {} }]) => at !== "" && "pulumi-sdk-oldest" in dependencies)
    .map(([at]) => at);
  expect(needed).toEqual([]);
});
