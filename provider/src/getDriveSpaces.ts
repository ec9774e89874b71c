import type * as pulumi from "@pulumi/pulumi";
import type { GetDriveSpaceResult } from "./getDriveSpace";
import { lookUp, lookUpOutput } from "./lookUp";
import type { LookUpOptions, LookUpOutputOptions, OutputArgs } from "./lookUp";

/** The arguments of {@link getDriveSpaces}. */
export interface GetDriveSpacesArgs {
  /** The unionId of a user: the spaces that this user can see are read. */
  unionId: string;
}

/** The arguments of {@link getDriveSpacesOutput}: those of {@link GetDriveSpacesArgs}, each of which may be an Output. */
export type GetDriveSpacesOutputArgs = OutputArgs<GetDriveSpacesArgs>;

/** The spaces that a user can see. */
export interface GetDriveSpacesResult {
  /** All of them, in DingTalk's order. */
  spaces: GetDriveSpaceResult[];
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
export function getDriveSpaces(
  args: GetDriveSpacesArgs,
  opts?: LookUpOptions,
): Promise<GetDriveSpacesResult> {
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
): pulumi.Output<GetDriveSpacesResult> {
  return lookUpOutput("getDriveSpaces", { ...args }, opts);
}
