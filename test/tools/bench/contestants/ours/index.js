"use strict";
const { DriveSpace } = require("pulumi-dingtalk");

const flags = process.env.BENCH_FORCE_DESTROY === "1" ? { forceDestroy: true } : {};
const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new DriveSpace(`space-${index}`, { name: `Space ${index}`, unionId, ...flags });
}
