import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookUp";
import type { LookUpOptions, LookUpOutputOptions, OutputArgs } from "./lookUp";

/** The arguments of {@link getUser}. */
export interface GetUserArgs {
  /** The user's id in the organization. */
  userId: string;
}

/** The arguments of {@link getUserOutput}: those of {@link GetUserArgs}, each of which may be an Output. */
export type GetUserOutputArgs = OutputArgs<GetUserArgs>;

/** A user of an organization. */
export interface GetUserResult {
  /** The user's id in the organization. */
  userId: string;
  /** The user's unionId, which Drive and Storage ask for. */
  unionId: string;
  /** The user's name; `undefined` if the app may not see it. */
  name: string | undefined;
}

/**
 * Reads a user's unionId and name from the user's id. It does not count against the organization's calls of the
 * month. Permission: `qyapi_get_member`. API page: `query-user-details`.
 *
 * @throws one line with DingTalk's code and request id; 60121 if there is no such user.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const unionId = dingtalk.getUser({ userId: "manager4220" }).then((user) => user.unionId);
 * ```
 */
export function getUser(args: GetUserArgs, opts?: LookUpOptions): Promise<GetUserResult> {
  return lookUp("getUser", { ...args }, opts);
}

/**
 * {@link getUser} for arguments that are Outputs.
 *
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * const owner = dingtalk.getUserOutput({ userId: "manager4220" });
 * new dingtalk.DriveSpace("finance", { name: "Finance", unionId: owner.unionId });
 * ```
 */
export function getUserOutput(
  args: GetUserOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetUserResult> {
  return lookUpOutput("getUser", { ...args }, opts);
}
