import { readdir } from "node:fs/promises";
import path from "node:path";

/** Bun is 100 MB, and one test needs it: it is fetched for that test alone, into its folder. */
const VERSION = "1.4.5";

/** The path of a Bun that is put into this folder. */
export async function fetchBun(folder: string): Promise<string> {
  const { execa } = await import("execa");
  // Its install script only moves the executable, which lies in a package for this kind of machine.
  await execa("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `bun@${VERSION}`]);
  const packages = path.join(folder, "node_modules", "@oven");
  const [forThisMachine = ""] = await readdir(packages);
  return path.join(packages, forThisMachine, "bin", "bun");
}
