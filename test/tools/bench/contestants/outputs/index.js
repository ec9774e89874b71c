"use strict";
// What the engine costs a resource of DriveSpace's form: the same inputs and outputs, and nothing is done.
const pulumi = require("@pulumi/pulumi");

const text = 'exports.handler=()=>require(process.cwd()+"/handler.js").space';
const names =
  "name unionId forceDestroy allowDuplicateName spaceId spaceName spaceType quota usedQuota permissionMode createTime modifyTime";
const outputs = Object.fromEntries(names.split(" ").map((name) => [name, undefined]));

class Space extends pulumi.CustomResource {
  constructor(name, args) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(
      "pulumi-nodejs:dynamic/bench:Space",
      name,
      { ...outputs, ...args, __provider: text },
      { deleteBeforeReplace: true },
    );
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new Space(`space-${index}`, { name: `Space ${index}`, unionId });
}
