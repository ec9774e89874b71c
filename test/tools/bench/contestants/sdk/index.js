"use strict";
/* global URL */
// The same on DingTalk's official SDK.
const pulumi = require("@pulumi/pulumi");

async function signIn() {
  const { Config } = require("@alicloud/openapi-client");
  const oauth2 = require("@alicloud/dingtalk/dist/oauth2_1_0/client");
  const drive = require("@alicloud/dingtalk/dist/drive_1_0/client");
  const { RuntimeOptions } = require("@alicloud/tea-util");
  const { host } = new URL(process.env.DINGTALK_ENDPOINT);
  const config = new Config({ protocol: "http", endpoint: host });
  const { body } = await new oauth2.default(config).getAccessToken(
    new oauth2.GetAccessTokenRequest({
      appKey: process.env.DINGTALK_CLIENT_ID,
      appSecret: process.env.DINGTALK_CLIENT_SECRET,
    }),
  );
  const headers = { xAcsDingtalkAccessToken: body.accessToken };
  return { drive, client: new drive.default(config), headers, runtime: new RuntimeOptions({}) };
}

const provider = {
  async create(inputs) {
    const { drive, client, headers, runtime } = await signIn();
    const request = new drive.AddSpaceRequest({ name: inputs.name, unionId: inputs.unionId });
    const { body } = await client.addSpaceWithOptions(request, new drive.AddSpaceHeaders(headers), runtime);
    return { id: body.spaceId, outs: { ...inputs, ...body } };
  },
  async diff(id, olds, news) {
    const replaces = olds.name === news.name ? [] : ["name"];
    return { changes: replaces.length > 0 || olds.unionId !== news.unionId, replaces };
  },
  async read(id, props) {
    const { drive, client, headers, runtime } = await signIn();
    const { body } = await client.managementListSpacesWithOptions(
      new drive.ManagementListSpacesRequest({ spaceIds: [id], unionId: props.unionId }),
      new drive.ManagementListSpacesHeaders(headers),
      runtime,
    );
    return body.spaces.length === 0 ? {} : { id, props: { ...props, ...body.spaces[0] } };
  },
  async update(id, olds, news) {
    return { outs: { ...olds, ...news } };
  },
  async delete(id, props) {
    const { drive, client, headers, runtime } = await signIn();
    const request = new drive.DeleteSpaceRequest({ unionId: props.unionId });
    await client.deleteSpaceWithOptions(id, request, new drive.DeleteSpaceHeaders(headers), runtime);
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
