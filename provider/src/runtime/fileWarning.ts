import { formatBytes } from "../dingtalk/spaces/formatBytes";
import { isUnknown, type Properties } from "./inputs";

/** What preview says of a replacement that the state already knows will be refused. */
export function fileWarning(
  { name, spaceId, usedQuota, forceDestroy }: Properties,
  { name: newName }: Properties,
): string | undefined {
  if (typeof usedQuota !== "number" || usedQuota <= 0 || forceDestroy === true) return undefined;
  return (
    `space '${String(name)}' (id ${String(spaceId)}) holds ${formatBytes(usedQuota)} of files. To give it the name ` +
    `'${isUnknown(newName) ? "(not known yet)" : String(newName)}' is to replace it, deleting it first, and that will be refused. ` +
    "To rename it and keep its files, rename it in DingTalk Drive and run pulumi refresh, with the new name in the program."
  );
}
