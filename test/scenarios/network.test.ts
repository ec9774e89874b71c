import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { packed } from "../support/packed";
import { startProxy } from "../support/proxy";
import { errors, openStack } from "../support/stack";

const tarball = packed();
const host = "api.dingtalk.example";
const password = "word-of-the-proxy";

test("in a company network the packed provider, its data functions and its command go through a proxy with a password, behind a private certificate authority", async () => {
  const stack = await openStack({
    program: `
      exports.id = new dingtalk.DriveSpace("a", { name: "A", unionId }).spaceId;
      exports.storage = dingtalk.getOrgStorageOutput({ unionId }).corpId;
      exports.user = dingtalk.getUserOutput({ userId: "user1" }).unionId;
    `,
    installation: { tarball: tarball() },
    emulator: { https: { names: [host] } },
  });
  const { emulator, workspace } = stack;
  await using proxy = await startProxy({
    credentials: `me:${password}`,
    lead: () => ({ host: "127.0.0.1", port: emulator.port }),
  });
  const authority = path.join(workspace.root, "authority.pem");
  await writeFile(authority, emulator.certificate ?? "");
  const env = {
    DINGTALK_ENDPOINT: `https://${host}`,
    DINGTALK_LEGACY_ENDPOINT: `https://${host}`,
    // As it comes out of a file.
    DINGTALK_CLIENT_SECRET: `${emulator.app.clientSecret}\r\n`,
    HTTPS_PROXY: proxy.url,
    NODE_EXTRA_CA_CERTS: authority,
  };

  const up = await stack.run("up", ["--skip-preview"], env);
  expect(up).toMatchObject({ code: 0, calls: { add: 1, storage: 1, user: 1 } });
  expect(await workspace.outputs()).toEqual({
    id: stack.space("A").spaceId,
    storage: emulator.app.corpId,
    user: emulator.unionId,
  });
  expect(new Set(proxy.asked)).toEqual(new Set([`${host}:443`]));

  const { execa } = await import("execa");
  const installed = path.join(workspace.project, "node_modules", "pulumi-dingtalk");
  const { bin } = JSON.parse(await readFile(path.join(installed, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  const command = await execa(path.join(installed, bin["pulumi-dingtalk"] ?? ""), ["user", "user1"], {
    cwd: workspace.project,
    extendEnv: false,
    env: { ...workspace.env, ...env },
  });
  expect(command.stdout).toContain(emulator.unionId);

  const untrusted = await stack.run("refresh", ["--skip-preview"], { ...env, NODE_EXTRA_CA_CERTS: "" });
  expect(errors(untrusted)["a"]?.join()).toMatch(
    /\(certificate\.refused\)\. .*set NODE_EXTRA_CA_CERTS=.*NODE_USE_SYSTEM_CA=1/,
  );
  const wrong = proxy.url.replace(password, "not-the-word");
  const refused = await stack.run("refresh", ["--skip-preview"], { ...env, HTTPS_PROXY: wrong });
  expect(errors(refused)["a"]?.join()).toMatch(
    /The proxy 127\.0\.0\.1:\d+ does not accept this user and password/,
  );
  const direct = await stack.run("refresh", ["--skip-preview"], { ...env, HTTPS_PROXY: "" });
  expect(errors(direct)["a"]?.join()).toContain(`No connection to ${host}`);
  expect((await stack.resources())["a"]?.id).toBe(stack.space("A").spaceId);

  const destroy = await stack.run("destroy", ["--skip-preview"], env);
  expect(destroy).toMatchObject({ code: 0, calls: { delete: 1 } });
  for (const { all } of [up, untrusted, refused, direct, destroy]) {
    expect(all).not.toContain(password);
    expect(all).not.toContain("not-the-word");
  }
  await expect(stack.leaks(up, untrusted, refused, direct, destroy)).resolves.toEqual([]);
});
