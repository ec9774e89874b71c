// node .github/packPlugin.mjs <folder>: the native plugin as `pulumi plugin install` expects it, one archive a platform.
// It is JavaScript: the archives are equal but for PulumiPlugin.yaml, and the machine needs Node.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as tar from "tar";

const platforms = ["linux", "darwin", "windows"].flatMap((system) =>
  ["amd64", "arm64"].map((arch) => `${system}-${arch}`),
);
const root = path.resolve(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(path.join(root, "provider", "package.json"), "utf8"));
const out = path.resolve(process.argv[2] ?? "archives");
const work = mkdtempSync(path.join(os.tmpdir(), "pulumi-resource-dingtalk-"));
const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8" });

mkdirSync(out, { recursive: true });
try {
  const packed = JSON.parse(
    npm(["pack", "--json", "--workspace", "provider", "--pack-destination", work], root),
  );
  const [{ filename }] = Object.values(packed);
  await tar.x({ file: path.join(work, filename), cwd: work });
  const plugin = path.join(work, "package");
  // The SDK is a peer: npm installs it beside the dependencies.
  npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-package-lock"], plugin);
  for (const platform of platforms) {
    const file = path.join(out, `pulumi-resource-dingtalk-v${version}-${platform}.tar.gz`);
    // The engine runs an executable by itself; on Windows it takes none but .exe, and asks the Node language host.
    const filter = (at) => platform.startsWith("windows") || path.basename(at) !== "PulumiPlugin.yaml";
    await tar.c({ file, cwd: plugin, gzip: true, portable: true, filter }, ["."]);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
