// npm packs what lies beside package.json, and these pages lie at the root. git ignores the copies.
import { copyFileSync, renameSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

for (const page of ["README.md", "LICENSE", "CHANGELOG.md"]) {
  const copy = path.join(import.meta.dirname, page);
  const whole = `${copy}.${process.pid}`;
  copyFileSync(path.join(root, page), whole);
  renameSync(whole, copy); // Somebody else may be packing.
}
