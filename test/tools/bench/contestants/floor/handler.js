"use strict";

exports.space = {
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
