"use strict";
const { DriveSpace } = require("pulumi-dingtalk");

const unionId = process.env.DINGTALK_UNION_ID;
for (let index = 0; index < Number(process.env.BENCH_SPACES); index += 1) {
  new DriveSpace(`space-${index}`, { name: `Space ${index}`, unionId });
}
