"use strict";
// The native plugin, asked for as a generated SDK asks for it.
const pulumi = require("@pulumi/pulumi");

const names = "spaceId spaceName spaceType quota usedQuota permissionMode createTime modifyTime";
const outputs = Object.fromEntries(names.split(" ").map((name) => [name, undefined]));

class DriveSpace extends pulumi.CustomResource {
  constructor(name, args) {
    super("dingtalk:index:DriveSpace", name, { ...outputs, ...args });
  }
}

const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new DriveSpace(`space-${index}`, { name: `Space ${index}`, unionId });
}
