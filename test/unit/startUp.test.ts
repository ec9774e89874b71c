import { execFileSync } from "node:child_process";
import path from "node:path";
import { modules, ROOT } from "../tools/engine/program";

/** Every file, and every module of Node's, that a script has loaded, as `require` or as `import`. */
function loadedBy(script: string): string[] {
  const hooked = `
    const loaded = new Set();
    const { registerHooks } = require("node:module");
    registerHooks({ load: (url, context, next) => (loaded.add(url), next(url, context)) });
    (async () => { ${script} })().then(() => process.stdout.write(JSON.stringify([...loaded])));
  `;
  const output = execFileSync(process.execPath, ["--eval", hooked], {
    cwd: path.join(ROOT, "provider"),
    env: { PATH: process.env["PATH"] ?? "" },
    encoding: "utf8",
  });
  return (JSON.parse(output) as string[]).map((url) =>
    url
      .replace(`file://${ROOT}/provider/dist/`, "ours:")
      .replace(new RegExp(`^file://${modules}/((?:@[^/]+/)?[^/]+)/.*`), "$1"),
  );
}

/** What a script loads that the one before it has not. */
function moreThan(before: readonly string[], script: string): string[] {
  return [...new Set(loadedBy(script))].filter((name) => !before.includes(name)).sort();
}

const sdk = `require("@pulumi/pulumi");`;
const http = ["got", "zod", "ours:dingtalk/api/client.js", "ours:dingtalk/wire/schemas.js", "node:https"];

test("a program that declares spaces and calls no data function pays for the declarations alone", () => {
  const script = `${sdk} const { DriveSpace, Provider } = require("pulumi-dingtalk"); DriveSpace.isInstance(Provider);`;
  expect(moreThan(loadedBy(sdk), script)).toEqual(
    [
      "index",
      "assertKnownKeys",
      "claims",
      "driveSpace",
      "flagOutputs",
      "getDriveSpace",
      "getDriveSpaces",
      "getOrgStorage",
      "getUser",
      "lookUp",
      "programProcess",
      "provider",
      "providerText",
      "runError",
      "secretName",
      "siblings",
    ]
      .map((name) => `ours:${name}.js`)
      .sort(),
  );
});

const driveSpace = `
  ${sdk}
  const { driveSpace } = require("pulumi-dingtalk/runtime");
  await driveSpace.configure({ config: { get: () => undefined } });
  const inputs = { name: "A", unionId: "u", __provider: "text" };
  await driveSpace.check({}, inputs);
  await driveSpace.diff("1", inputs, { ...inputs, name: "B" });
  const state = { ...inputs, spaceId: "1", spaceName: "A", spaceType: "org", quota: -1, usedQuota: 0, permissionMode: "acl", createTime: "", modifyTime: "" };
  await driveSpace.update("1", state, { ...inputs, forceDestroy: true });
`;

test("a preview, and an up that changes nothing, load no package and nothing that talks to DingTalk", () => {
  const more = moreThan(loadedBy(sdk), driveSpace);
  expect(more.filter((name) => !name.startsWith("ours:") && !name.startsWith("node:"))).toEqual([]);
  expect(more.filter((name) => http.includes(name))).toEqual([]);
  expect(more).toContain("ours:runtime/createHandlers.js");
});

test("the first call loads what talks to DingTalk, and no command", () => {
  const call = `${driveSpace}
    const refuse = (_, answer) => void answer.writeHead(403).end('{"code":"no.priviledge","message":"No."}');
    const server = require("node:http").createServer(refuse).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const DINGTALK_ENDPOINT = \`http://127.0.0.1:\${server.address().port}\`;
    Object.assign(process.env, { DINGTALK_ACCESS_TOKEN: "token", DINGTALK_ENDPOINT });
    await driveSpace.read("1", inputs).catch(() => undefined);
    server.closeAllConnections();
    server.close();
  `;
  const more = moreThan(loadedBy(driveSpace), call);
  expect(more).toEqual(expect.arrayContaining(http.slice(0, 4)));
  for (const name of ["commander", "console-table-printer", "p-throttle"]) expect(more).not.toContain(name);
  expect(more.filter((name) => name.startsWith("ours:cli/"))).toEqual([]);
});

test("a command's help loads the command line's library alone", () => {
  const script = `process.argv = ["node", "pulumi-dingtalk", "--help"]; process.stdout.write = () => true; require("./dist/cli/main.js");
    await new Promise(setImmediate); delete process.stdout.write;`;
  const packages = loadedBy(script).filter((name) => !/^(ours|node|file):/.test(name));
  expect([...new Set(packages)]).toEqual(["commander"]);
});
