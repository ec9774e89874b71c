const dingtalk = require("pulumi-dingtalk");

// In a pipeline all comes from its variables: the credentials too.
const unionId = process.env.DINGTALK_UNION_ID;
if (!unionId) throw new Error("Missing unionId. Set DINGTALK_UNION_ID.");

exports.spaceIds = ["Finance", "Legal", "People"].map(
  (name) => new dingtalk.DriveSpace(name.toLowerCase(), { name, unionId }).spaceId,
);
