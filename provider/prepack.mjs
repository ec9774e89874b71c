import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

// The compiler leaves what it wrote for a source that is gone by now.
const dist = path.join(import.meta.dirname, "dist");
for (const built of globSync("**/*.{js,d.ts}", { cwd: dist })) {
  const source = path.join(import.meta.dirname, "src", built.replace(/(\.d\.ts|\.js)$/, ".ts"));
  if (!existsSync(source)) rmSync(path.join(dist, built), { force: true });
}

// npm packs what lies beside package.json; the pages, and the examples that they link to, lie at the root. git ignores
// the copies. What is somebody's own in an example's folder is left out: packages, a virtual environment, a stack's keys.
const folders = ["docs", "examples", "test"];
const own = (file) => /(^|\/)(node_modules|venv|sdks)\/|(^|\/)Pulumi\.[^/]+\.yaml$/.test(file);
const carried = new Set(
  globSync(
    [
      "{README,README.zh-CN,DESIGN,CONTRIBUTING,CHANGELOG,SECURITY}.md",
      "LICENSE",
      "docs/**/*.{md,json,svg}",
      "examples/**/*.{md,ts,js,json,yaml,csv,py,txt,sh}",
      "examples/pipelines/.gitlab-ci.yml",
      "examples/pipelines/.github/workflows/*.yml",
      "test/tools/emulator/README.md",
    ],
    { cwd: root, exclude: (file) => /(^|\/)(node_modules|venv|sdks)$/.test(file) },
  )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !own(file)),
);

/** Whether a page may link to it. */
const isThere = (target) =>
  carried.has(target) || [...carried].some((file) => file.startsWith(`${target.replace(/\/$/, "")}/`));

/** A link to what is not in the tarball, such as a source file, becomes its text. */
const withLiveLinks = (page, text) =>
  text.replace(/\[([^\]]*)\]\((?!\w+:|#)([^)#]+)(#[^)]*)?\)/g, (link, shown, target) =>
    isThere(path.posix.join(path.posix.dirname(page), target)) ? link : shown,
  );

for (const file of carried) {
  const copy = path.join(import.meta.dirname, file);
  const whole = `${copy}.${process.pid}`;
  mkdirSync(path.dirname(copy), { recursive: true });
  if (file.endsWith(".md")) {
    writeFileSync(whole, withLiveLinks(file, readFileSync(path.join(root, file), "utf8")));
  } else {
    copyFileSync(path.join(root, file), whole);
  }
  renameSync(whole, copy); // Somebody else may be packing.
}
for (const old of globSync(`{${folders.join(",")}}/**/*.*`, { cwd: import.meta.dirname })) {
  const isCopy = carried.has(old.replaceAll("\\", "/")) || /\.\d+$/.test(old);
  if (!isCopy && statSync(path.join(import.meta.dirname, old), { throwIfNoEntry: false })?.isFile())
    rmSync(path.join(import.meta.dirname, old), { force: true });
}
