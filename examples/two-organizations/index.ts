import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

/** One organization: its app is an explicit provider, and a space and a look-up use it. */
function organization(name: string) {
  const config = new pulumi.Config(name);
  const unionId = config.require("unionId");
  const provider = new dingtalk.Provider(name, {
    clientId: config.require("clientId"),
    clientSecret: config.requireSecret("clientSecret"),
    corpId: config.require("corpId"),
  });
  const policies = new dingtalk.DriveSpace(`${name}-policies`, { name: "Policies", unionId }, { provider });
  const storage = dingtalk.getOrgStorageOutput({ unionId }, { provider });
  return { spaceId: policies.spaceId, corpId: storage.corpId };
}

export const headquarters = organization("headquarters");
export const subsidiary = organization("subsidiary");
