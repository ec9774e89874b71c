import { stat } from "node:fs/promises";
import path from "node:path";
import { ensureEntry } from "./cacheEntry";

/** Where a run of the tests keeps what all of its processes share; `npm test` makes it and takes it away. */
export const ONCE = "PULUMI_DINGTALK_ONCE";

/** The folder of what is made once a run, filled by whoever asks first. `undefined` outside of such a run. */
export async function once(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string | undefined> {
  const parent = process.env[ONCE];
  if (parent === undefined) return undefined;
  const faultOf = (folder: string) =>
    stat(folder).then(
      () => undefined,
      () => "it is not there",
    );
  const folder = path.join(parent, name);
  await ensureEntry({ folder, faultOf, fill });
  return folder;
}
