import { copyFile, realpath, symlink } from "node:fs/promises";
import path from "node:path";
import which from "which";
import { ensureEntry } from "./cacheEntry";
import { faultOf, writeManifest } from "./manifest";
import { probeVersion } from "./probe";
import { ENGINE_FILES, executable, FIT_VERSIONS, isFit, LAUNCHER, launcherPath } from "./recipe";

export interface Found {
  bin: string;
  version: string;
}

/** The Pulumi CLI of the machine, if it is fit. Rejects with the reason where it is not. */
export async function systemEngine(cache: string, searchPath = process.env["PATH"] ?? ""): Promise<Found> {
  const places = searchPath
    .split(path.delimiter)
    .filter((place) => place !== "" && !place.endsWith(path.join("node_modules", ".bin")))
    .join(path.delimiter);
  const pulumi = await which("pulumi", { path: places, nothrow: true });
  if (pulumi === null) throw new Error("there is no pulumi on PATH");
  const version = await probeVersion(pulumi).catch(() => "");
  if (!isFit(version))
    throw new Error(`${pulumi} is ${version || "unable to run"}, ${FIT_VERSIONS} is needed`);

  const beside = [path.dirname(pulumi), path.dirname(await realpath(pulumi)), places].join(path.delimiter);
  const host = await which("pulumi-language-nodejs", { path: beside, nothrow: true });
  if (host === null) throw new Error(`${pulumi} has no pulumi-language-nodejs beside it`);
  const launcher = await which("pulumi-resource-pulumi-nodejs", { path: beside, nothrow: true });
  const bin = path.dirname(pulumi);
  if (launcher !== null && [host, launcher].every((file) => path.dirname(file) === bin))
    return { bin, version };
  return { bin: await compose(cache, version, pulumi, host, launcher ?? launcherPath()), version };
}

/** One folder with what lies in several. */
async function compose(
  cache: string,
  version: string,
  pulumi: string,
  host: string,
  launcher: string,
): Promise<string> {
  const folder = path.join(cache, `system-${version}`);
  await ensureEntry({
    folder,
    faultOf: async (made) =>
      (await realpath(path.join(made, executable("pulumi"))).catch(() => "")) === (await realpath(pulumi))
        ? faultOf(made, ENGINE_FILES)
        : "it belongs to another pulumi",
    fill: async (made) => {
      await symlink(await realpath(pulumi), path.join(made, executable("pulumi")));
      await symlink(await realpath(host), path.join(made, executable("pulumi-language-nodejs")));
      await copyFile(launcher, path.join(made, LAUNCHER));
      await writeManifest(made, version, ENGINE_FILES);
    },
  });
  return folder;
}
