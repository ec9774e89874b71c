import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookUpOptions, type LookUpOutputOptions } from "./lookUp";

/** The arguments of {@link getDriveSpace}. */
export interface GetDriveSpaceArgs {
  /** The space's id. */
  spaceId: string;
  /** The unionId of a user who can see the space. */
  unionId: string;
}

/** The arguments of {@link getDriveSpaceOutput}. */
export interface GetDriveSpaceOutputArgs {
  /** The space's id. */
  spaceId: pulumi.Input<string>;
  /** The unionId of a user who can see the space. */
  unionId: pulumi.Input<string>;
}

/** A space of DingTalk Drive, as DingTalk sent it. */
export interface Space {
  /** DingTalk's id of the space. */
  spaceId: string;
  /** Its name. */
  spaceName: string;
  /** `org` or `personal`. */
  spaceType: string;
  /** The most it may hold, in bytes; `-1` means no limit of its own. */
  quota: number;
  /** What it holds, in bytes. */
  usedQuota: number;
  /** `acl` or `custom`. */
  permissionMode: string;
  /** When it was made, ISO 8601 in UTC, to the second or to the minute. */
  createTime: string;
  /** When it was last changed, ISO 8601 in UTC. */
  modifyTime: string;
}

/**
 * Reads one space. Look-ups that come together go out as one call. Permission: `Drive.SpaceManage.Read`, else
 * `Drive.Space.Read`. API page: `retrieves-the-space-list-on-the-management-side`.
 *
 * @throws one line; also where DingTalk shows the user no such space.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const used = dingtalk
 *   .getDriveSpace({ spaceId: "12345", unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" })
 *   .then((space) => space.usedQuota);
 * ```
 */
export function getDriveSpace(args: GetDriveSpaceArgs, opts?: LookUpOptions): Promise<Space> {
  return lookUp("getDriveSpace", { ...args }, opts);
}

/**
 * {@link getDriveSpace} for arguments that are Outputs: unknown at preview where one of them is, also where it is
 * the id of a space that is not made yet.
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
): pulumi.Output<Space> {
  return lookUpOutput("getDriveSpace", { ...args }, opts);
}
