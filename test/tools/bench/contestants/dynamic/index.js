"use strict";
// A dynamic resource that does nothing, as Pulumi's documentation shows how to write one.
const pulumi = require("@pulumi/pulumi");

const provider = {
  async create(inputs) {
    return { id: inputs.name, outs: inputs };
  },
  async diff(id, olds, news) {
    return { changes: olds.name !== news.name };
  },
  async read(id, props) {
    return { id, props };
  },
  async update(id, olds, news) {
    return { outs: news };
  },
  async delete() {},
};

class Space extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(provider, name, args, opts, "bench", "Space");
  }
}

const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new Space(`space-${index}`, { name: `Space ${index}`, unionId });
}
