import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

// `pulumi config set unionId <unionId>`, or the environment: the user in whose name all this is done.
const config = new pulumi.Config();
const unionId = config.get("unionId") || process.env["DINGTALK_UNION_ID"];
if (!unionId) {
  throw new pulumi.RunError(
    "Whose space is it? Run `pulumi config set unionId <unionId>` or set DINGTALK_UNION_ID.",
  );
}

const finance = new dingtalk.DriveSpace("finance", {
  name: config.get("spaceName") || "Finance",
  unionId,
});

export const spaceId = finance.spaceId;
export const quota = dingtalk.getOrgStorageOutput({ unionId }).partitions;
