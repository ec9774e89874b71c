// node .github/setRepository.mjs <owner>/<name> [<root>]: writes where the project lives into both packages that are
// published. It stands in no file before: the release knows it, and npm compares it with where the package is built.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [name = "", root = path.resolve(import.meta.dirname, "..")] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(name))
  throw new Error(`Give the repository as <owner>/<name>, not '${name}'.`);
const home = `https://github.com/${name}`;

for (const directory of ["provider", "test/tools/emulator"]) {
  const file = path.join(root, directory, "package.json");
  const manifest = {
    ...JSON.parse(readFileSync(file, "utf8")),
    homepage: `${home}#readme`,
    bugs: { url: `${home}/issues` },
    repository: { type: "git", url: `git+${home}.git`, directory },
  };
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
