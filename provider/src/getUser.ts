import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookUpOptions, type LookUpOutputOptions } from "./lookUp";

/** The arguments of {@link getUser}. */
export interface GetUserArgs {
  /** The user's id in the organization. */
  userId: string;
}

/** The arguments of {@link getUserOutput}. */
export interface GetUserOutputArgs {
  /** The user's id in the organization. */
  userId: pulumi.Input<string>;
}

/** A user of an organization. */
export interface User {
  /** The user's id in the organization. */
  userId: string;
  /** The user's unionId, which Drive and Storage ask for. */
  unionId: string;
  /** The user's name. */
  name: string;
}

/**
 * Reads a user's unionId and name from the user's id. It does not count against the organization's calls of the
 * month. Permission: `qyapi_get_member`. API page: `query-user-details`.
 *
 * @throws one line with DingTalk's code and request id; 60121 where there is no such user.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const unionId = dingtalk.getUser({ userId: "manager4220" }).then((user) => user.unionId);
 * ```
 */
export function getUser(args: GetUserArgs, opts?: LookUpOptions): Promise<User> {
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
export function getUserOutput(args: GetUserOutputArgs, opts?: LookUpOutputOptions): pulumi.Output<User> {
  return lookUpOutput("getUser", { ...args }, opts);
}
