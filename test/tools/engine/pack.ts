import { readdir } from "node:fs/promises";
import path from "node:path";
import { once } from "./once";
import { ROOT } from "./program";

/** Packs the built provider as npm would publish it, once a run of the tests. Returns the tarball's path. */
export async function packProvider(folder: string): Promise<string> {
  const shared = await once("packed", packInto);
  if (shared === undefined) await packInto(folder);
  const [tarball] = (await readdir(shared ?? folder)).filter((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("pack the provider: npm packed nothing");
  return path.join(shared ?? folder, tarball);
}

async function packInto(folder: string): Promise<void> {
  const { execa } = await import("execa");
  const args = ["pack", "--workspace", "provider", "--pack-destination", folder];
  await execa("npm", args, { cwd: ROOT });
}
