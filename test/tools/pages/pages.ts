import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../engine/program";

/** Folders whose Markdown is read by people. Those of node_modules and builds are not ours. */
const folders = ["docs", "examples", "test/tools/emulator", "test/tools/bench"];

/** Every Markdown page of the project, as paths from its root with `/`. */
export function pages(): string[] {
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith(".md"));
  const below = folders.filter((folder) => existsSync(path.join(ROOT, folder))).flatMap(pagesBelow);
  return [...atRoot, ...below].sort();
}

function pagesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const at = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : pagesBelow(at);
    return entry.name.endsWith(".md") ? [at] : [];
  });
}
