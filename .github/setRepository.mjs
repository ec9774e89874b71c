// node .github/setRepository.mjs <owner>/<name> [<root>]: writes where the project lives into both packages that are
// published and into the schema. It stands in no file before: the release knows it, and npm compares it with where the
// package is built.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [name = "", root = path.resolve(import.meta.dirname, "..")] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(name))
  throw new Error(`Give the repository as <owner>/<name>, not '${name}'.`);
const home = `https://github.com/${name}`;

/** Reads a JSON file, and writes what is made of it. */
function change(file, make) {
  writeFileSync(file, `${JSON.stringify(make(JSON.parse(readFileSync(file, "utf8"))), undefined, 2)}\n`);
}

for (const directory of ["provider", "test/tools/emulator"]) {
  change(path.join(root, directory, "package.json"), (manifest) => ({
    ...manifest,
    homepage: `${home}#readme`,
    bugs: { url: `${home}/issues` },
    repository: { type: "git", url: `git+${home}.git`, directory },
  }));
}

change(path.join(root, "provider", "schema.json"), ({ language, ...schema }) => ({
  ...schema,
  homepage: `${home}#readme`,
  repository: home,
  // Generated SDKs tell the engine, which gets the release's archive from there.
  pluginDownloadURL: `github://api.github.com/${name}`,
  language: {
    ...language,
    go: { ...language.go, importBasePath: `github.com/${name}/sdk/go/dingtalk` },
  },
}));
