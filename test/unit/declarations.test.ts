import type * as pulumi from "@pulumi/pulumi";
import type {
  DriveSpace,
  GetDriveSpaceResult,
  GetOrgStorageResult,
  GetUserResult,
  StorageQuota,
} from "pulumi-dingtalk";
import type { User } from "../../provider/src/dingtalk/api/users";
import type { OrgStorage } from "../../provider/src/dingtalk/api/storage";
import type { Space } from "../../provider/src/dingtalk/wire/schemas";

/** Declarations import nothing from below. That both say the same is held by the compiler, which reads these lines. */
type Same<A, B> = [A, B] extends [B, A] ? true : never;
type WireQuota = OrgStorage["partitions"][number]["quota"];

test("what is declared of a space, a user and a storage is what the core gives, field by field", () => {
  const same: [
    Same<keyof Space, keyof GetDriveSpaceResult>,
    Same<keyof User, keyof GetUserResult>,
    Same<keyof OrgStorage, keyof GetOrgStorageResult>,
    Same<keyof WireQuota, keyof StorageQuota>,
  ] = [true, true, true, true];
  expect(same).not.toContain(false);
});

test("a resource's outputs have the types of the look-up's fields", () => {
  type Outputs = { readonly [K in keyof GetDriveSpaceResult]: pulumi.Output<GetDriveSpaceResult[K]> };
  const same: Same<Pick<DriveSpace, keyof GetDriveSpaceResult>, Outputs> = true;
  expect(same).toBe(true);
});
