import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

const config = new pulumi.Config();
const unionId = config.require("unionId");
const leastFree = config.getNumber("leastFreePercent") ?? 10;

/** What is neither used nor promised to an app or a space, in percent of the partition. */
function freePercent({ used, max, reserved = 0 }: dingtalk.StorageQuota): number {
  // DingTalk may leave out a figure. What is not known is not free.
  if (used === undefined || max === undefined) return 0;
  return max > 0 ? (100 * Math.max(0, max - used - reserved)) / max : 0;
}

/** Fails the program, and so the preview, before a resource is declared. */
async function assertCapacity(): Promise<Record<string, number>> {
  const { partitions } = await dingtalk.getOrgStorage({ unionId });
  const free = Object.fromEntries(
    partitions.map(({ partitionType, quota }) => [partitionType, freePercent(quota)]),
  );
  for (const [partition, percent] of Object.entries(free)) {
    if (percent >= leastFree) continue;
    throw new pulumi.RunError(
      `${partition} has ${percent.toFixed(1)} % free, and ${leastFree} % must stay free. ` +
        "Free some storage, or lower the limit with `pulumi config set leastFreePercent <percent>`.",
    );
  }
  return free;
}

export = async () => {
  const free = await assertCapacity();
  const archive = new dingtalk.DriveSpace("archive", { name: "Archive", unionId });
  return { free, spaceId: archive.spaceId };
};
