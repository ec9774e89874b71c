import type * as pulumi from "@pulumi/pulumi";
import type { Space } from "./getDriveSpace";
import { lookUp, lookUpOutput, type LookUpOptions, type LookUpOutputOptions } from "./lookUp";

/** The arguments of {@link getDriveSpaces}. */
export interface GetDriveSpacesArgs {
  /** The unionId of a user: the spaces that this user can see are read. */
  unionId: string;
}

/** The arguments of {@link getDriveSpacesOutput}. */
export interface GetDriveSpacesOutputArgs {
  /** The unionId of a user: the spaces that this user can see are read. */
  unionId: pulumi.Input<string>;
}

/** The spaces that a user can see. */
export interface DriveSpaces {
  /** All of them, in DingTalk's order. */
  spaces: Space[];
}

/**
 * Reads every space that a user can see: one call for each 50. Permission: `Drive.Space.Read`. API page:
 * `queries-a-space-list`.
 *
 * @throws one line with DingTalk's code and request id.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const names = dingtalk
 *   .getDriveSpaces({ unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" })
 *   .then(({ spaces }) => spaces.map((space) => space.spaceName));
 * ```
 */
export function getDriveSpaces(args: GetDriveSpacesArgs, opts?: LookUpOptions): Promise<DriveSpaces> {
  return lookUp("getDriveSpaces", { ...args }, opts);
}

/**
 * {@link getDriveSpaces} for arguments that are Outputs, and with `dependsOn`.
 *
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const spaces = dingtalk.getDriveSpacesOutput({ unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" }).spaces;
 * ```
 */
export function getDriveSpacesOutput(
  args: GetDriveSpacesOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<DriveSpaces> {
  return lookUpOutput("getDriveSpaces", { ...args }, opts);
}
