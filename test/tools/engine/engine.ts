import path from "node:path";
import { buildEngine } from "./build";
import { ensureEntry } from "./cacheEntry";
import { downloadEngine } from "./download";
import { faultOf, writeManifest } from "./manifest";
import { probeVersion } from "./probe";
import { withProgress, type Progress } from "./progress";
import {
  cacheKey,
  ENGINE_FILES,
  ENGINE_VERSION,
  executable,
  FIT_VERSIONS,
  neededGo,
  platformName,
  SOURCES,
  type Source,
} from "./recipe";
import { systemEngine } from "./systemEngine";

export interface Engine {
  /** Folder to put first on PATH. */
  bin: string;
  version: string;
  source: Source;
}

export interface FindOptions {
  /** Only this way. @default the environment's PULUMI_DINGTALK_ENGINE, else every way in order */
  only?: Source | undefined;
  /** Folder of the cache. @default the user's cache folder */
  cache?: string;
}

/**
 * Finds a real Pulumi CLI: on PATH, in the cache, by download, or by building it from Go modules. What is
 * downloaded or built stays in the cache, outside the checkout.
 *
 * @example
 * const { bin } = await findEngine();
 */
export async function findEngine(options: FindOptions = {}): Promise<Engine> {
  const only = options.only ?? sourceFrom(process.env["PULUMI_DINGTALK_ENGINE"]);
  const cache = options.cache ?? (await cacheFolder());
  const failures: string[] = [];
  for (const source of only === undefined ? SOURCES : [only]) {
    try {
      return { ...(await WAYS[source](cache)), source };
    } catch (error) {
      failures.push(
        `${source}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
      );
    }
  }
  throw new Error(
    `find a Pulumi CLI: ${failures.join("; ")}. ` +
      `Install the Pulumi CLI ${FIT_VERSIONS} (https://www.pulumi.com/docs/install/), or Go ${neededGo()} or newer ` +
      `(https://go.dev/dl/) to build it, or let this machine reach get.pulumi.com.`,
  );
}

const WAYS: Record<Source, (cache: string) => Promise<Omit<Engine, "source">>> = {
  system: (cache) => systemEngine(cache),
  cache: async (cache) => {
    for (const made of ["download", "build"] as const) {
      const bin = path.join(cache, cacheKey(made));
      if ((await engineFault(bin)) === undefined) return { bin, version: ENGINE_VERSION };
    }
    throw new Error(`${cache} holds no whole engine ${ENGINE_VERSION}`);
  },
  download: (cache) =>
    cached(cache, "download", `Downloading Pulumi v${ENGINE_VERSION} for ${platformName()}`, downloadEngine),
  build: (cache) => cached(cache, "build", `Building Pulumi v${ENGINE_VERSION} from Go modules`, buildEngine),
};

async function cached(
  cache: string,
  source: "download" | "build",
  title: string,
  make: (folder: string, progress: Progress) => Promise<void>,
): Promise<Omit<Engine, "source">> {
  const bin = path.join(cache, cacheKey(source));
  await ensureEntry({
    folder: bin,
    faultOf: engineFault,
    fill: async (folder) => {
      await withProgress(title, (progress) => make(folder, progress));
      await writeManifest(folder, ENGINE_VERSION, ENGINE_FILES);
    },
    onWait: () => void process.stderr.write("Another process is making the engine; waiting for it ...\n"),
  });
  return { bin, version: ENGINE_VERSION };
}

/** Whole by its manifest, and able to run. */
async function engineFault(folder: string): Promise<string | undefined> {
  const fault = await faultOf(folder, ENGINE_FILES);
  if (fault !== undefined) return fault;
  const version = await probeVersion(path.join(folder, executable("pulumi"))).catch(() => "nothing");
  return version === ENGINE_VERSION ? undefined : `pulumi version says ${version}`;
}

export function sourceFrom(text: string | undefined): Source | undefined {
  if (text === undefined || text === "") return undefined;
  const source = SOURCES.find((known) => known === text);
  if (source === undefined) {
    throw new Error(`PULUMI_DINGTALK_ENGINE is '${text}': it must be one of ${SOURCES.join(", ")}.`);
  }
  return source;
}

/** The user's cache folder for this project. */
export async function cacheFolder(): Promise<string> {
  const { default: envPaths } = await import("env-paths");
  return envPaths("pulumi-dingtalk", { suffix: "" }).cache;
}
