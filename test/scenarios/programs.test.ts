import path from "node:path";
import { modules, ROOT } from "../tools/engine/program";
import { packed } from "../support/packed";
import { openStack } from "../support/stack";

const tarball = packed();

const body = `
const space = new dingtalk.DriveSpace("a", { name: "A", unionId: process.env.DINGTALK_UNION_ID ?? "" });
`;
const quota = `dingtalk.getOrgStorageOutput({ unionId: space.unionId }).partitions`;

test.each([
  [
    "ts",
    `import * as dingtalk from "pulumi-dingtalk";
     import type { Output } from "@pulumi/pulumi";
     ${body}
     export const id: Output<string> = space.spaceId;
     export const quota: Output<dingtalk.StoragePartition[]> = ${quota};`,
  ],
  [
    "mjs",
    `import * as dingtalk from "pulumi-dingtalk";
     import { DriveSpace } from "pulumi-dingtalk";
     if (DriveSpace !== dingtalk.DriveSpace) throw new Error("there are two");
     ${body}
     export const id = space.spaceId;
     export const quota = ${quota};`,
  ],
] as const)(
  "the packed package in a folder of its own works from a program in %s",
  async (language, source) => {
    const stack = await openStack({ source: { source, language }, installation: { tarball: tarball() } });
    expect(await stack.preview()).toMatchObject({ code: 0, calls: { token: 1, storage: 1 } });
    expect(await stack.up("--skip-preview")).toMatchObject({
      code: 0,
      calls: { add: 1, list: 1, storage: 1 },
    });
    expect(await stack.workspace.outputs()).toMatchObject({
      id: stack.space("A").spaceId,
      quota: [{ quota: { used: 0 } }],
    });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(stack.emulator.spaces.size).toBe(0);
  },
);

test("the packed package works on the oldest SDK and the oldest Node that it supports, with one copy of the SDK", async () => {
  const stack = await openStack({
    installation: { tarball: tarball() },
    sdk: path.join(modules, "pulumi-sdk-oldest"),
    node: path.join(ROOT, "test", "tools", "node-22", "node_modules", "node", "bin", "node"),
  });
  await stack.program(`
    ${body}
    exports.id = space.spaceId;
    exports.node = process.version;
    exports.sdk = require("@pulumi/pulumi/version").version;
    exports.copies = Object.keys(require.cache).filter((file) => file.endsWith("/runtime/stack.js")).length;
    exports.quota = ${quota};
  `);
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1, list: 1 } });
  const { spaceId } = stack.space("A");
  expect(await stack.workspace.outputs()).toMatchObject({
    id: spaceId,
    node: expect.stringMatching(/^v22\./) as string,
    sdk: "3.241.0",
    copies: 1,
  });
  stack.emulator.spaces.rename(spaceId, "B");
  expect(await stack.refresh()).toMatchObject({ code: 0, changes: { update: 1 }, calls: { query: 1 } });
  await stack.program(`new dingtalk.DriveSpace("a", { name: "B", unionId, forceDestroy: true });`);
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { update: 1 }, calls: {} });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
  expect(stack.emulator.spaces.size).toBe(0);
});
