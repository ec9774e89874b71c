import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookUp";
import type { LookUpOptions, LookUpOutputOptions, OutputArgs } from "./lookUp";

/** The arguments of {@link getDriveSpace}: `spaceId` or `name`, one of the two. */
export interface GetDriveSpaceArgs {
  /** The space's id. */
  spaceId?: string | undefined;
  /** The space's name, which only one space may have. The list of all spaces is read for it. */
  name?: string | undefined;
  /** The unionId of a user who can see the space. */
  unionId: string;
}

/** The arguments of {@link getDriveSpaceOutput}: those of {@link GetDriveSpaceArgs}, each of which may be an Output. */
export type GetDriveSpaceOutputArgs = OutputArgs<GetDriveSpaceArgs>;

/** A space of DingTalk Drive, as DingTalk sent it. DingTalk may leave out any field but the id. */
export interface GetDriveSpaceResult {
  /** DingTalk's id of the space. */
  spaceId: string;
  /** Its name. */
  spaceName: string | undefined;
  /** `org` or `personal`. */
  spaceType: string | undefined;
  /** The most it may hold, in bytes; `-1` means no limit of its own. */
  quota: number | undefined;
  /** What it holds, in bytes. */
  usedQuota: number | undefined;
  /** `acl` or `custom`. */
  permissionMode: string | undefined;
  /** When it was made, as DingTalk sent it: usually ISO 8601 in UTC, to the second or to the minute. */
  createTime: string | undefined;
  /** When it was last changed, as DingTalk sent it. */
  modifyTime: string | undefined;
}

/**
 * Reads one space, by its id or by its name. Look-ups by id that come together go out as one call; a look-up by name
 * reads the list, one call for each 50 spaces. Permission: `Drive.SpaceManage.Read`, else `Drive.Space.Read`. API
 * pages: `retrieves-the-space-list-on-the-management-side`, `queries-a-space-list`.
 *
 * @throws one line; also if the user can see no such space, or several of that name: then it lists their ids.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const used = dingtalk
 *   .getDriveSpace({ spaceId: "12345", unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" })
 *   .then((space) => space.usedQuota);
 * ```
 */
export function getDriveSpace(args: GetDriveSpaceArgs, opts?: LookUpOptions): Promise<GetDriveSpaceResult> {
  return lookUp("getDriveSpace", { ...args }, opts);
}

/**
 * {@link getDriveSpace} for arguments that are Outputs: unknown at preview if one of them is, for example the
 * id of a space that is not made yet.
 *
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * const unionId = "sKUPRiijiSrqsuwqcPiSdbeNwiXxx";
 * const finance = new dingtalk.DriveSpace("finance", { name: "Finance", unionId });
 * export const used = dingtalk.getDriveSpaceOutput({ spaceId: finance.spaceId, unionId }).usedQuota;
 * ```
 */
export function getDriveSpaceOutput(
  args: GetDriveSpaceOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetDriveSpaceResult> {
  return lookUpOutput("getDriveSpace", { ...args }, opts);
}
