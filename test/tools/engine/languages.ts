import { createHash } from "node:crypto";
import { chmod, copyFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import path from "node:path";
import { buildPrograms } from "./build";
import { ensureEntry } from "./cacheEntry";
import { cacheFolder } from "./engine";
import { faultOf, writeManifest } from "./manifest";
import { withProgress } from "./progress";
import { executable, goFlags, goFolder, platformName, type GoProgram } from "./recipe";

/** The language hosts of YAML and Python, and the generators of SDKs: only the tests of other languages need them. */
export const LANGUAGE_PROGRAMS: readonly GoProgram[] = [
  {
    name: "pulumi-language-yaml",
    module: path.join(goFolder, "language-yaml"),
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    version: "1.32.0",
  },
  {
    // Of the same release, and so of the same module, as the Node host.
    name: "pulumi-language-python",
    module: path.join(goFolder, "language-nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    version: "3.68.0",
  },
  { name: "gen-sdk", module: path.join(goFolder, "gen-sdk"), package: ".", version: "3.259.0" },
  // The generators of C# and Java build with an older release of the engine's modules.
  { name: "gen-sdk-others", module: path.join(goFolder, "gen-sdk-others"), package: ".", version: "3.206.0" },
];

/** A script of the Python host's module, which must lie beside it. */
const PYTHON_EXEC = "pulumi-language-python-exec";

const FILES: readonly string[] = [...LANGUAGE_PROGRAMS.map(({ name }) => executable(name)), PYTHON_EXEC];

/** Finds the language hosts in the cache, or builds them. Answers the folder to put on PATH behind the engine's. */
export async function findLanguages(): Promise<string> {
  const folder = path.join(await cacheFolder(), `languages-${platformName()}-build-${languagesHash()}`);
  await ensureEntry({
    folder,
    faultOf: (made) => faultOf(made, FILES),
    fill: async (made) => {
      await withProgress("Building the language hosts from Go modules", (progress) =>
        buildPrograms(LANGUAGE_PROGRAMS, made, progress),
      );
      await copyFile(
        path.join(await pythonModule(), "python", "cmd", PYTHON_EXEC),
        path.join(made, PYTHON_EXEC),
      );
      await chmod(path.join(made, PYTHON_EXEC), 0o755);
      await writeManifest(made, "languages", FILES);
    },
    onWait: () =>
      void process.stderr.write("Another process is building the language hosts; waiting for it ...\n"),
  });
  return folder;
}

/** Changes with everything the build is made from. */
function languagesHash(): string {
  const hash = createHash("sha256");
  for (const program of LANGUAGE_PROGRAMS) {
    hash.update(JSON.stringify([program.name, program.package, program.version, goFlags(program)]));
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(path.join(program.module, file)));
  }
  for (const generator of ["gen-sdk", "gen-sdk-others"])
    hash.update(readFileSync(path.join(goFolder, generator, "main.go")));
  return hash.digest("hex").slice(0, 12);
}

async function pythonModule(): Promise<string> {
  const { execa } = await import("execa");
  const args = ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"];
  const { stdout } = await execa("go", args, {
    cwd: path.join(goFolder, "language-nodejs"),
    env: { GOWORK: "off" },
  });
  return stdout.trim();
}
