const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");

const config = new pulumi.Config();
const unionId = config.require("unionId");

const finance = new dingtalk.DriveSpace(
  "finance",
  {
    name: config.get("spaceName") ?? "Finance Reports",
    unionId,
    forceDestroy: config.getBoolean("forceDestroy") ?? false,
  },
  { protect: config.getBoolean("protect") ?? true },
);

exports.spaceId = finance.spaceId;
