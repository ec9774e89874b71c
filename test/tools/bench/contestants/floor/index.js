"use strict";
// What the engine itself costs: a resource that does nothing, with a constant text instead of a serialized provider.
const pulumi = require("@pulumi/pulumi");

const text = 'exports.handler=()=>require(process.cwd()+"/handler.js").space';

class Space extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pulumi-nodejs:dynamic/bench:Space", name, { ...args, __provider: text }, opts);
  }
}

const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new Space(`space-${index}`, { name: `Space ${index}`, unionId });
}
