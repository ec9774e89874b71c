"use strict";
/* global fetch */
// A dynamic provider as people write one for an afternoon: a token each time, one call a resource.
const pulumi = require("@pulumi/pulumi");

async function request(method, path, body) {
  const endpoint = process.env.DINGTALK_ENDPOINT;
  const signIn = await fetch(`${endpoint}/v1.0/oauth2/accessToken`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      appKey: process.env.DINGTALK_CLIENT_ID,
      appSecret: process.env.DINGTALK_CLIENT_SECRET,
    }),
  });
  const { accessToken } = await signIn.json();
  const response = await fetch(endpoint + path, {
    method,
    headers: { "x-acs-dingtalk-access-token": accessToken, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

const provider = {
  async create(inputs) {
    const space = await request("POST", "/v1.0/drive/spaces", { name: inputs.name, unionId: inputs.unionId });
    return { id: space.spaceId, outs: { ...inputs, ...space } };
  },
  async diff(id, olds, news) {
    const replaces = olds.name === news.name ? [] : ["name"];
    return { changes: replaces.length > 0 || olds.unionId !== news.unionId, replaces };
  },
  async read(id, props) {
    const body = { spaceIds: [id], unionId: props.unionId };
    const { spaces } = await request("POST", "/v1.0/drive/managements/spaces/query", body);
    return spaces.length === 0 ? {} : { id, props: { ...props, ...spaces[0] } };
  },
  async update(id, olds, news) {
    return { outs: { ...olds, ...news } };
  },
  async delete(id, props) {
    await request("DELETE", `/v1.0/drive/spaces/${id}?unionId=${props.unionId}`);
  },
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
