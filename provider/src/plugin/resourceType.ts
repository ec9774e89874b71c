import { driveSpaceType } from "./context";

/** @throws if a URN is of a resource that this plugin does not have. */
export function assertDriveSpace(urn: string): void {
  // urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>
  const type = urn.split("::")[2]?.split("$").at(-1);
  if (type !== driveSpaceType)
    throw new Error(`unknown resource type ${String(type)}; this plugin has ${driveSpaceType}.`);
}
