import * as dingtalk from "pulumi-dingtalk";

const TIB = 2 ** 40;

/** A space for the team; an organization with a lot of room gets an archive too. */
export async function declareSpaces(unionId: string) {
  const { partitions } = await dingtalk.getOrgStorage({ unionId });
  // DingTalk may leave out a figure. What is not known is not free.
  const free = partitions.reduce(
    (sum, { quota: { used, max, reserved = 0 } }) =>
      used === undefined || max === undefined ? sum : sum + max - used - reserved,
    0,
  );

  const team = new dingtalk.DriveSpace("team", { name: "Team", unionId });
  if (free < TIB) return { team: team.spaceId };
  const archive = new dingtalk.DriveSpace("archive", { name: "Archive", unionId, forceDestroy: true });
  return { team: team.spaceId, archive: archive.spaceId };
}
