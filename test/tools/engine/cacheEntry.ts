import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import lockfile from "proper-lockfile";

export interface CacheEntry {
  /** Folder that will hold the entry; what stands beside it under its name belongs to it. */
  folder: string;
  /** What is wrong with a folder; `undefined` where it is whole. */
  faultOf(folder: string): Promise<string | undefined>;
  /** Makes the entry in an empty folder. */
  fill(folder: string): Promise<void>;
  /** Told, once, that another process is at work on this entry. */
  onWait?(): void;
}

/** A lock whose holder has died is taken over after this long. */
const STALE_MS = 15_000;

/**
 * Makes a cache entry, or mends it: one process at a time, in a folder beside the entry that takes its name
 * only when it is whole. An entry that is whole already is left as it is.
 */
export async function ensureEntry(entry: CacheEntry): Promise<void> {
  if ((await entry.faultOf(entry.folder)) === undefined) return;
  await mkdir(path.dirname(entry.folder), { recursive: true });
  const release = await lock(entry);
  try {
    if ((await entry.faultOf(entry.folder)) === undefined) return;
    await removeLeftovers(entry.folder);
    const made = await mkdtemp(`${entry.folder}.new-`);
    await entry.fill(made);
    const fault = await entry.faultOf(made);
    if (fault !== undefined) throw new Error(`what was made is not whole: ${fault}`);
    await rm(entry.folder, { recursive: true, force: true });
    await rename(made, entry.folder);
  } finally {
    await removeLeftovers(entry.folder);
    await release();
  }
}

async function lock(entry: CacheEntry): Promise<() => Promise<void>> {
  const options = { realpath: false, stale: STALE_MS, update: STALE_MS / 3 };
  try {
    return await lockfile.lock(entry.folder, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    entry.onWait?.();
    return lockfile.lock(entry.folder, {
      ...options,
      retries: { forever: true, minTimeout: 200, maxTimeout: 1000 },
    });
  }
}

/** What a builder that was killed left beside the entry. Only the holder of the lock may do this. */
async function removeLeftovers(folder: string): Promise<void> {
  const start = `${path.basename(folder)}.new-`;
  for (const name of await readdir(path.dirname(folder))) {
    if (name.startsWith(start))
      await rm(path.join(path.dirname(folder), name), { recursive: true, force: true });
  }
}
