import { readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { modules, pinnedNode, ROOT } from "../tools/engine/program";
import type { Workspace } from "../tools/engine/workspace";
import { fetchBun } from "../support/bun";
import { packed } from "../support/packed";
import { openStack, type Stack } from "../support/stack";

const node22 = path.join(ROOT, "test", "tools", "node-22", "node_modules", "node", "bin", "node");
const newest = path.join(modules, "@pulumi", "pulumi");
const oldest = path.join(modules, "pulumi-sdk-oldest");

const tarball = packed();

const program = `
import { DriveSpace, getOrgStorageOutput } from "pulumi-dingtalk";
import * as dingtalk from "pulumi-dingtalk";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
const require = createRequire(import.meta.url);
const unionId = process.env.DINGTALK_UNION_ID;
export const id = new DriveSpace("a", { name: "A", unionId }).spaceId;
export const partitions = getOrgStorageOutput({ unionId }).partitions.length;
export const isOne = dingtalk.DriveSpace === DriveSpace && require("pulumi-dingtalk").DriveSpace === DriveSpace;
export const copies = Object.keys(require.cache).filter((file) => file.endsWith("/runtime/stack.js")).length;
export const node = process.versions.node.split(".")[0];
export const sdk = require("@pulumi/pulumi/version").version;
`;

const source = { source: program, language: "mjs" } as const;

/** From nothing to a space, no drift, and back to nothing. */
async function lives(stack: Stack, facts: { node: string; sdk: string }): Promise<void> {
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1, list: 1 } });
  expect(await stack.workspace.outputs()).toEqual({
    id: stack.space("A").spaceId,
    partitions: 1,
    isOne: true,
    copies: 1,
    ...facts,
  });
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0, calls: { query: 1 } });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
  expect(stack.emulator.spaces.size).toBe(0);
}

/** Lets a package manager install the program's dependencies, as a user's shell would. */
async function install(workspace: Workspace, file: string, args: string[], manifest: object): Promise<void> {
  const { execa } = await import("execa");
  await rm(path.join(workspace.project, "node_modules"), { recursive: true });
  await writeFile(
    path.join(workspace.project, "package.json"),
    JSON.stringify({ name: "test", private: true, main: "index.mjs", ...manifest }),
  );
  // What `npm test` tells its own children is not for this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  await execa(file, args, { cwd: workspace.project, env, extendEnv: false, timeout: 150_000 });
}

async function versionOf(sdk: string): Promise<string> {
  return (JSON.parse(await readFile(path.join(sdk, "package.json"), "utf8")) as { version: string }).version;
}

test("the oldest SDK on the newest Node", async () => {
  const stack = await openStack({
    source,
    installation: { tarball: tarball() },
    sdk: oldest,
    node: pinnedNode(),
  });
  await lives(stack, { node: "24", sdk: "3.241.0" });
});

test("the newest SDK on the oldest Node, installed by npm: one copy of the SDK, and no install script of ours", async () => {
  const stack = await openStack({ source, installation: "none", node: node22 });
  const { workspace } = stack;
  const sdk = await versionOf(newest);
  const args = ["install", "--prefer-offline", "--no-audit"];
  await install(workspace, "npm", args, {
    dependencies: { "pulumi-dingtalk": `file:${tarball()}`, "@pulumi/pulumi": sdk },
  });
  const installed = path.join(workspace.project, "node_modules");
  const { packages } = JSON.parse(await readFile(path.join(installed, ".package-lock.json"), "utf8")) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  expect(Object.keys(packages).filter((at) => at.endsWith("/@pulumi/pulumi"))).toHaveLength(1);
  // protobufjs is of the SDK, which the program has anyway.
  const scripts = Object.keys(packages).filter((at) => packages[at]?.hasInstallScript === true);
  expect(scripts).toEqual(["node_modules/protobufjs"]);
  await lives(stack, { node: "22", sdk });
});

test("the newest SDK on the newest Node, installed by pnpm, where no package sees what it did not ask for", async () => {
  const stack = await openStack({ source, installation: "none", node: pinnedNode() });
  const { workspace } = stack;
  const pnpm = path.join(modules, "pnpm", "bin", "pnpm.mjs");
  const args = [
    pnpm,
    "install",
    "--prefer-offline",
    "--store-dir",
    path.join(workspace.root, "tmp", "store"),
  ];
  await install(workspace, process.execPath, args, {
    dependencies: {
      "pulumi-dingtalk": `file:${tarball()}`,
      "@pulumi/pulumi": `link:${await realpath(newest)}`,
    },
  });
  const installed = await readdir(path.join(workspace.project, "node_modules"));
  expect(installed.filter((name) => !name.startsWith(".")).sort()).toEqual(["@pulumi", "pulumi-dingtalk"]);
  await lives(stack, { node: "24", sdk: await versionOf(newest) });
});

test("the newest SDK on the newest Node, installed by Bun: the program runs on Node", async () => {
  const stack = await openStack({ source, installation: "none", node: pinnedNode() });
  const { workspace } = stack;
  const sdk = await versionOf(newest);
  const bun = await fetchBun(path.join(workspace.root, "tmp", "bun"));
  await install(workspace, bun, ["install"], {
    dependencies: { "pulumi-dingtalk": `file:${tarball()}`, "@pulumi/pulumi": sdk },
  });
  expect(await readdir(workspace.project)).toContain("bun.lock");
  await lives(stack, { node: "24", sdk });
});

test("the newest SDK on the newest Node, installed by Yarn with Plug'n'Play and run through `yarn exec`", async () => {
  const { execa } = await import("execa");
  const stack = await openStack({ source, installation: "none", node: pinnedNode() });
  const { workspace, emulator } = stack;
  const sdk = await versionOf(newest);
  const yarn = path.join(modules, "@yarnpkg", "cli-dist", "bin", "yarn.js");
  const { stdout: registry } = await execa("npm", ["config", "get", "registry"]);
  const settings = {
    nodeLinker: "pnp",
    npmRegistryServer: registry.replace(/\/$/, ""),
    enableTelemetry: false,
    enableGlobalCache: false,
    globalFolder: path.join(workspace.root, "tmp", "yarn"),
  };
  await writeFile(path.join(workspace.project, ".yarnrc.yml"), JSON.stringify(settings));
  // So that Yarn takes this folder, and none above it, for the project.
  await writeFile(path.join(workspace.project, "yarn.lock"), "");
  await install(workspace, process.execPath, [yarn, "install"], {
    dependencies: { "pulumi-dingtalk": `file:${tarball()}`, "@pulumi/pulumi": sdk },
  });
  const installed = await readdir(workspace.project);
  expect(installed).toContain(".pnp.cjs");
  expect(installed).not.toContain("node_modules");

  const pulumi = (...args: string[]) =>
    execa(
      process.execPath,
      [yarn, "exec", "pulumi", ...args, "--yes", "--skip-preview", "--non-interactive"],
      {
        cwd: workspace.project,
        env: workspace.env,
        extendEnv: false,
        timeout: 150_000,
      },
    );
  await pulumi("up");
  expect(await workspace.outputs()).toMatchObject({ id: stack.space("A").spaceId, copies: 1, sdk });
  await pulumi("refresh", "--expect-no-changes");
  await pulumi("destroy");
  expect(emulator.spaces.size).toBe(0);
});
