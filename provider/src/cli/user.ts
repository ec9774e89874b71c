import { textOf } from "../dingtalk/http/text";
import { openEnvironmentDrive } from "./environmentDrive";
import type { Outside } from "./import";

/** `npx pulumi-dingtalk user`: prints the unionId of a user, which Drive and Storage ask for. */
export async function printUnionId(userId: string, { print, say, env }: Outside): Promise<void> {
  const drive = openEnvironmentDrive(env, say);
  const { unionId } = await drive.user(userId).catch((error: unknown) => {
    throw new Error(`get user '${userId}': ${textOf(error)}`);
  });
  print(`${unionId}\n`);
}
