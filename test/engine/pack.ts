import path from "node:path";
import { ROOT } from "./program";

/** Packs the built provider as npm would publish it. Returns the tarball's path in the folder. */
export async function packProvider(folder: string): Promise<string> {
  const { execa } = await import("execa");
  const args = ["pack", "--json", "--workspace", "provider", "--pack-destination", folder];
  const { stdout } = await execa("npm", args, { cwd: ROOT });
  const packed: unknown = JSON.parse(stdout);
  const [first] = Object.values(packed as Record<string, { filename: string }>);
  if (first === undefined) throw new Error("pack the provider: npm packed nothing");
  return path.join(folder, first.filename);
}
