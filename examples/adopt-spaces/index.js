const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");

const unionId = new pulumi.Config().require("unionId");

// Spaces that are there already: the name must be the one that DingTalk shows for the id.
const existing = {
  finance: { name: "Finance", spaceId: "10001" },
  legal: { name: "Legal", spaceId: "10002" },
};

for (const [resource, { name, spaceId }] of Object.entries(existing)) {
  // `protect`: files of real people are in there. `import` may be taken out after the first `pulumi up`.
  const space = new dingtalk.DriveSpace(resource, { name, unionId }, { import: spaceId, protect: true });
  exports[resource] = { spaceId: space.spaceId, usedQuota: space.usedQuota };
}
