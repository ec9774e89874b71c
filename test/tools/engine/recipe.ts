import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import semver from "semver";

/** The engine that is downloaded or built where the machine has no fit one. */
export const ENGINE_VERSION = "3.259.0";

/** What a Pulumi CLI that is already there must satisfy. */
export const FIT_VERSIONS = ">=3.240.0 <4";

/** Where a Pulumi CLI may come from, in the order in which it is looked for. */
export const SOURCES = ["system", "cache", "download", "build"] as const;
export type Source = (typeof SOURCES)[number];

export interface GoProgram {
  name: string;
  /** Folder with the committed `go.mod` and `go.sum`. */
  module: string;
  package: string;
  version: string;
}

export const goFolder = path.join(__dirname, "go");

export const GO_PROGRAMS: readonly GoProgram[] = [
  {
    name: "pulumi",
    module: path.join(goFolder, "pulumi"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: ENGINE_VERSION,
  },
  {
    // The last release in which the host is part of a tagged module; newer engines and SDKs speak with it.
    name: "pulumi-language-nodejs",
    module: path.join(goFolder, "language-nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: "3.68.0",
  },
];

/** The dynamic provider's launcher: a script at the root of the npm package of the SDK. */
export const LAUNCHER =
  process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

export const executable = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);

export const ENGINE_FILES: readonly string[] = [
  ...GO_PROGRAMS.map((program) => executable(program.name)),
  LAUNCHER,
];

export const launcherPath = (): string =>
  path.join(path.dirname(require.resolve("@pulumi/pulumi/package.json")), LAUNCHER);

/** Whether a version as `pulumi version` prints it (`v3.259.0`) will do. */
export function isFit(version: string): boolean {
  const parsed = semver.parse(version.trim());
  return parsed !== null && semver.satisfies(parsed, FIT_VERSIONS, { includePrerelease: true });
}

/** The platform's name in the official archives, for example `linux-x64`. */
export function platformName(platform: string = process.platform, arch: string = process.arch): string {
  return `${platform === "win32" ? "windows" : platform}-${arch}`;
}

/** The oldest Go that builds the engine, as the committed `go.mod` says. */
export function neededGo(): string {
  const [engine] = GO_PROGRAMS;
  const text = engine === undefined ? "" : readFileSync(path.join(engine.module, "go.mod"), "utf8");
  return /^go (\S+)$/m.exec(text)?.[1] ?? "1.25";
}

/** Changes with everything a build is made from. */
export function recipeHash(): string {
  const hash = createHash("sha256");
  for (const program of GO_PROGRAMS) {
    hash.update(JSON.stringify([program.name, program.package, program.version, goFlags(program)]));
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(path.join(program.module, file)));
  }
  return hash.update(readFileSync(launcherPath())).digest("hex").slice(0, 12);
}

/** As the official build does it: no C compiler, no local paths, the version linked in. */
export function goFlags(program: GoProgram): string[] {
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${program.version}`;
  return [
    "-mod=readonly",
    "-trimpath",
    "-buildvcs=false",
    "-tags=osusergo,grpcnotrace",
    `-ldflags=-s -w -X ${version}`,
  ];
}

/** Name of the cache entry: one for every version, platform, source and recipe. */
export function cacheKey(
  source: "download" | "build",
  hash: string = recipeHash(),
  platform = platformName(),
): string {
  return `engine-${ENGINE_VERSION}-${platform}-${source}-${hash}`;
}
