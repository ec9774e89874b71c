import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookUp";
import type { LookUpOptions, LookUpOutputOptions, OutputArgs } from "./lookUp";

/** The arguments of {@link getOrgStorage}. */
export interface GetOrgStorageArgs {
  /**
   * The organization.
   *
   * @default the configuration's `corpId`
   */
  corpId?: string | undefined;
  /** The unionId of a user of the organization. */
  unionId: string;
}

/** The arguments of {@link getOrgStorageOutput}: those of {@link GetOrgStorageArgs}, each of which may be an Output. */
export type GetOrgStorageOutputArgs = OutputArgs<GetOrgStorageArgs>;

/** What an organization stores, and what it may. */
export interface GetOrgStorageResult {
  /** The organization. */
  corpId: string;
  /** Its partitions; at most two. */
  partitions: StoragePartition[];
}

/** One partition of an organization's storage. */
export interface StoragePartition {
  /** `PUBLIC_OSS_PARTITION` (public cloud) or `MINI_OSS_PARTITION` (dedicated). */
  partitionType: string;
  /** Its figures. */
  quota: StorageQuota;
}

/** The figures of a partition, in bytes. DingTalk may leave out any of them. */
export interface StorageQuota {
  /** What is stored. */
  used: number | undefined;
  /** What may be stored; `undefined` if DingTalk names no limit. */
  max: number | undefined;
  /** What is allocated to apps or spaces beforehand and not used yet; `undefined` if nothing is. */
  reserved: number | undefined;
  /** `SHARE` (shared by the organization) or `PRIVATE` (dedicated). */
  type: string | undefined;
}

/**
 * Reads how much an organization stores and may store. One call, at preview too; equal calls of one program
 * run are made once. Permission: `Storage.Org.Read`. API page: `obtain-enterprise-storage-related-information`.
 *
 * @throws one line with DingTalk's code and request id; `permissionDenied` if the user may not see it.
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const partitions = dingtalk
 *   .getOrgStorage({ unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" })
 *   .then((storage) => storage.partitions);
 * ```
 */
export function getOrgStorage(args: GetOrgStorageArgs, opts?: LookUpOptions): Promise<GetOrgStorageResult> {
  return lookUp("getOrgStorage", { ...args }, opts);
}

/**
 * {@link getOrgStorage} for arguments that are Outputs: unknown at preview if one of them is, secret if one
 * is secret.
 *
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * export const quota = dingtalk.getOrgStorageOutput({ unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx" }).partitions;
 * ```
 */
export function getOrgStorageOutput(
  args: GetOrgStorageOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetOrgStorageResult> {
  return lookUpOutput("getOrgStorage", { ...args }, opts);
}
