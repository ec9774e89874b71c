export { DriveSpace } from "./driveSpace";
export { getDriveSpace, getDriveSpaceOutput } from "./getDriveSpace";
export { getDriveSpaces, getDriveSpacesOutput } from "./getDriveSpaces";
export { getOrgStorage, getOrgStorageOutput } from "./getOrgStorage";
export { getUser, getUserOutput } from "./getUser";
export { Provider } from "./provider";

// Lines of their own: `{ X, type Y }` cannot be read by TypeScript before 4.5.
export type { DriveSpaceArgs, DriveSpaceOptions, DriveSpaceState } from "./driveSpace";
export type { GetDriveSpaceArgs, GetDriveSpaceOutputArgs, GetDriveSpaceResult } from "./getDriveSpace";
export type { GetDriveSpacesArgs, GetDriveSpacesOutputArgs, GetDriveSpacesResult } from "./getDriveSpaces";
export type {
  GetOrgStorageArgs,
  GetOrgStorageOutputArgs,
  GetOrgStorageResult,
  StoragePartition,
  StorageQuota,
} from "./getOrgStorage";
export type { GetUserArgs, GetUserOutputArgs, GetUserResult } from "./getUser";
export type { LookUpOptions, LookUpOutputOptions, OutputArgs } from "./lookUp";
export type { ProviderArgs } from "./provider";
