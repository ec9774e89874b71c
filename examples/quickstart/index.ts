import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

// The user this program acts as: `pulumi config set unionId <unionId>`, or DINGTALK_UNION_ID.
const config = new pulumi.Config();
const unionId = config.get("unionId") || process.env["DINGTALK_UNION_ID"];
if (!unionId) {
  throw new pulumi.RunError(
    "Missing unionId. Run `pulumi config set unionId <unionId>` or set DINGTALK_UNION_ID.",
  );
}

const finance = new dingtalk.DriveSpace("finance", {
  name: config.get("spaceName") || "Finance",
  unionId,
});

export const spaceId = finance.spaceId;
export const quota = dingtalk.getOrgStorageOutput({ unionId }).partitions;
