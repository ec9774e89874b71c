"use strict";
const { setTimeout: sleep } = require("node:timers/promises");

// With BENCH_ANSWER_MS it waits as long as DingTalk's answers take that an operation cannot do without, and still
// does nothing: no request is written, no answer read.
const answerMs = Number(process.env.BENCH_ANSWER_MS ?? 0);
const isForced = process.env.BENCH_FORCE_DESTROY === "1";
const answers = (count) => (answerMs > 0 ? sleep(count * answerMs) : undefined);

let begun;
let reads = 0;

/** The answers that all wait for, one after another from the first operation on. */
const shared = (count) => {
  begun ??= Date.now();
  const left = begun + count * answerMs - Date.now();
  return left > 0 ? sleep(left) : undefined;
};

exports.space = {
  async diff(id, olds, news) {
    return { changes: olds.name !== news.name };
  },
  async create(inputs) {
    await shared(2); // The token, and the look around.
    await answers(1);
    const time = new Date().toISOString().replace(/\.\d+/, "");
    const id = String(10000 + Number(inputs.name.replace(/\D/g, "")));
    const sizes = { quota: -1, usedQuota: 0 };
    const space = { spaceId: id, spaceName: inputs.name, spaceType: "org", ...sizes, permissionMode: "acl" };
    return { id, outs: { ...inputs, ...space, createTime: time, modifyTime: time } };
  },
  async read(id, props) {
    const page = Math.floor(reads++ / 50);
    await shared(2 + page); // The token, then 50 spaces an answer.
    return { id, props };
  },
  async update(id, olds, news) {
    return { outs: news };
  },
  async delete() {
    await shared(isForced ? 1 : 2); // The token; unless it is forced, the read that all share.
    await answers(isForced ? 1 : 2); // Unless it is forced, whether anything lies in it; the deletion.
  },
};
