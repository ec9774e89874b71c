import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** Written last into a cache entry: what is in it, so that a partial or damaged entry is known as such. */
export interface Manifest {
  version: string;
  files: Record<string, { size: number; sha256: string }>;
}

const MANIFEST = "manifest.json";

export async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

export async function writeManifest(
  folder: string,
  version: string,
  files: readonly string[],
): Promise<void> {
  const manifest: Manifest = { version, files: {} };
  for (const name of files) {
    const file = path.join(folder, name);
    manifest.files[name] = { size: (await stat(file)).size, sha256: await sha256(file) };
  }
  await writeFile(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What is wrong with a cache entry; `undefined` where it is whole. */
export async function faultOf(folder: string, files: readonly string[]): Promise<string | undefined> {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(path.join(folder, MANIFEST), "utf8")) as Manifest;
  } catch {
    return "it has no readable manifest";
  }
  for (const name of files) {
    const file = path.join(folder, name);
    const expected = manifest.files[name];
    if (expected === undefined) return `its manifest does not name ${name}`;
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).size !== expected.size) return `${name} has another size`;
      if ((await sha256(file)) !== expected.sha256) return `${name} has another checksum`;
    } catch {
      return `${name} is missing or cannot be run`;
    }
  }
  return undefined;
}
