import { createWriteStream } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import * as tar from "tar";
import { sha256 } from "./manifest";
import type { Progress } from "./progress";
import { ENGINE_FILES, ENGINE_VERSION, platformName } from "./recipe";

export const OFFICIAL_DOWNLOADS = "https://get.pulumi.com/releases/sdk";

/** A closed network must show itself within seconds; a slow one may take its time. */
const TIMEOUTS = { lookup: 4000, connect: 4000, secureConnect: 5000, response: 15_000, socket: 30_000 };

/** Puts the three programs of the official archive into a folder. */
export async function downloadEngine(
  folder: string,
  progress: Progress,
  from = OFFICIAL_DOWNLOADS,
): Promise<void> {
  const { default: got } = await import("got");
  const client = got.extend({ timeout: TIMEOUTS, retry: { limit: 0 } });
  const name = `pulumi-v${ENGINE_VERSION}-${platformName()}.tar.gz`;
  const archive = path.join(folder, name);

  const stream = client.stream(`${from}/${name}`);
  stream.on("downloadProgress", ({ transferred, total }: { transferred: number; total?: number }) => {
    const of = total === undefined ? "" : ` of ${megabytes(total)}`;
    progress.detail(`${megabytes(transferred)}${of} MB`);
  });
  await pipeline(stream, createWriteStream(archive));

  const expected = await officialChecksum(client, `${from}/pulumi-${ENGINE_VERSION}-checksums.txt`, name);
  if (expected !== undefined && expected !== (await sha256(archive))) {
    throw new Error(`${name} does not have the checksum that ${new URL(from).host} states`);
  }
  await tar.x({
    file: archive,
    cwd: folder,
    strip: 1,
    strict: true,
    filter: (entry) => ENGINE_FILES.includes(path.posix.basename(entry)),
  });
  await rm(archive);
  for (const file of ENGINE_FILES) await chmod(path.join(folder, file), 0o755);
}

interface TextClient {
  (url: string): { text(): Promise<string> };
}

/** `undefined` where no list of checksums can be had. */
async function officialChecksum(client: TextClient, url: string, name: string): Promise<string | undefined> {
  const list = await client(url)
    .text()
    .catch(() => "");
  const line = list.split("\n").find((entry) => entry.trim().endsWith(name));
  return line?.trim().split(/\s+/)[0]?.toLowerCase();
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
