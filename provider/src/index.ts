export { DriveSpace, type DriveSpaceArgs, type DriveSpaceOptions, type DriveSpaceState } from "./driveSpace";
export {
  getDriveSpace,
  getDriveSpaceOutput,
  type GetDriveSpaceArgs,
  type GetDriveSpaceOutputArgs,
  type Space,
} from "./getDriveSpace";
export {
  getDriveSpaces,
  getDriveSpacesOutput,
  type DriveSpaces,
  type GetDriveSpacesArgs,
  type GetDriveSpacesOutputArgs,
} from "./getDriveSpaces";
export {
  getOrgStorage,
  getOrgStorageOutput,
  type GetOrgStorageArgs,
  type GetOrgStorageOutputArgs,
  type OrgStorage,
  type StoragePartition,
  type StorageQuota,
} from "./getOrgStorage";
export { getUser, getUserOutput, type GetUserArgs, type GetUserOutputArgs, type User } from "./getUser";
export type { LookUpOptions, LookUpOutputOptions } from "./lookUp";
export { Provider, type ProviderArgs } from "./provider";
