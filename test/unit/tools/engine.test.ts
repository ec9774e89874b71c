import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import * as tar from "tar";
import { ensureEntry, type CacheEntry } from "../../tools/engine/cacheEntry";
import { downloadEngine } from "../../tools/engine/download";
import { findEngine, sourceFrom } from "../../tools/engine/engine";
import { readEvents } from "../../tools/engine/eventLog";
import { faultOf, sha256, writeManifest } from "../../tools/engine/manifest";
import {
  cacheKey,
  ENGINE_FILES,
  ENGINE_VERSION,
  isFit,
  neededGo,
  platformName,
  recipeHash,
} from "../../tools/engine/recipe";
import { systemEngine } from "../../tools/engine/systemEngine";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-unit-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Programs that print what `pulumi version` does. */
async function fakeEngine(into: string, version = ENGINE_VERSION): Promise<void> {
  for (const name of ENGINE_FILES) {
    await writeFile(path.join(into, name), `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
  }
}

async function entryWith(into: string, version?: string): Promise<string> {
  const entry = path.join(into, cacheKey("build"));
  await mkdir(entry, { recursive: true });
  await fakeEngine(entry, version);
  await writeManifest(entry, ENGINE_VERSION, ENGINE_FILES);
  return entry;
}

describe("the recipe", () => {
  test.each([
    ["v3.240.0", true],
    ["3.259.0", true],
    ["v3.271.1-alpha.2", true],
    ["v3.239.9", false],
    ["v3.68.0", false],
    ["v4.0.0", false],
    ["", false],
    ["not a version", false],
  ])("an engine that says '%s' is fit: %s", (version, fit) => {
    expect(isFit(version)).toBe(fit);
  });

  test("platforms have the names of the official archives", () => {
    expect(platformName("linux", "x64")).toBe("linux-x64");
    expect(platformName("darwin", "arm64")).toBe("darwin-arm64");
    expect(platformName("win32", "x64")).toBe("windows-x64");
  });

  test("version, platform, source and recipe each make another cache entry", () => {
    const keys = [
      cacheKey("build", "abc", "linux-x64"),
      cacheKey("download", "abc", "linux-x64"),
      cacheKey("build", "abd", "linux-x64"),
      cacheKey("build", "abc", "darwin-x64"),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toContain(ENGINE_VERSION);
  });

  test("the recipe's hash is stable and the Go it needs is the committed module's", () => {
    expect(recipeHash()).toBe(recipeHash());
    expect(neededGo()).toMatch(/^1\.\d+/);
  });

  test("an unknown PULUMI_DINGTALK_ENGINE is refused with the ones there are", () => {
    expect(sourceFrom("")).toBeUndefined();
    expect(sourceFrom("build")).toBe("build");
    expect(() => sourceFrom("homebrew")).toThrow(
      "'homebrew': it must be one of system, cache, download, build",
    );
  });
});

describe("the manifest", () => {
  beforeEach(async () => {
    await fakeEngine(folder);
    await writeManifest(folder, ENGINE_VERSION, ENGINE_FILES);
  });

  const damaged = (name: string): string => path.join(folder, name);

  test("a whole entry has no fault", async () => {
    await expect(faultOf(folder, ENGINE_FILES)).resolves.toBeUndefined();
  });

  test.each([
    ["no manifest", () => rm(damaged("manifest.json")), /no readable manifest/],
    ["half a manifest", () => truncate(damaged("manifest.json"), 20), /no readable manifest/],
    ["a program missing", () => rm(damaged("pulumi")), /pulumi is missing/],
    ["a program truncated", () => truncate(damaged("pulumi"), 5), /pulumi has another size/],
    [
      "a program changed",
      () => writeFile(damaged("pulumi"), "#!/bin/sh\necho v3.259.1\n"),
      /another checksum/,
    ],
    ["a program without its run bit", () => chmod(damaged("pulumi-language-nodejs"), 0o644), /cannot be run/],
  ])("%s is a fault", async (_, damage, fault) => {
    await damage();
    await expect(faultOf(folder, ENGINE_FILES)).resolves.toMatch(fault);
  });
});

describe("a cache entry", () => {
  let fills: number;

  const entry = (over: Partial<CacheEntry> = {}): CacheEntry => ({
    folder: path.join(folder, "entry"),
    faultOf: (made) => faultOf(made, ["tool"]),
    fill: async (made) => {
      fills += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await writeFile(path.join(made, "tool"), "tool", { mode: 0o755 });
      await writeManifest(made, "1", ["tool"]);
    },
    ...over,
  });

  beforeEach(() => {
    fills = 0;
  });

  test("is made once and then left alone", async () => {
    await ensureEntry(entry());
    await ensureEntry(entry());
    expect(fills).toBe(1);
    await expect(readdir(folder)).resolves.toEqual(["entry"]);
  });

  test("is made once by several at a time, and who waits is told", async () => {
    const onWait = jest.fn();
    await Promise.all([1, 2, 3].map(() => ensureEntry(entry({ onWait }))));
    expect(fills).toBe(1);
    expect(onWait).toHaveBeenCalledTimes(2);
    await expect(readdir(folder)).resolves.toEqual(["entry"]);
  });

  test("is mended where it is damaged", async () => {
    await ensureEntry(entry());
    await truncate(path.join(folder, "entry", "tool"), 1);
    await ensureEntry(entry());
    expect(fills).toBe(2);
    await expect(readFile(path.join(folder, "entry", "tool"), "utf8")).resolves.toBe("tool");
  });

  test("is not there after a failure, nor is anything of it", async () => {
    const fill = (): Promise<void> => Promise.reject(new Error("no network"));
    await expect(ensureEntry(entry({ fill }))).rejects.toThrow("no network");
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test("is refused where what was made is not whole", async () => {
    await expect(ensureEntry(entry({ fill: () => Promise.resolve() }))).rejects.toThrow("is not whole");
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  test("is made although a builder died with the lock and half an entry", async () => {
    await mkdir(path.join(folder, "entry.lock"));
    await mkdir(path.join(folder, "entry.new-dead"));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path.join(folder, "entry.lock"), longAgo, longAgo);
    await ensureEntry(entry());
    await expect(readdir(folder)).resolves.toEqual(["entry"]);
  });
});

describe("finding an engine", () => {
  test("takes a whole entry from the cache", async () => {
    const bin = await entryWith(folder);
    await expect(findEngine({ only: "cache", cache: folder })).resolves.toEqual({
      bin,
      version: ENGINE_VERSION,
      source: "cache",
    });
  });

  test("does not take an entry whose pulumi says another version", async () => {
    await entryWith(folder, "3.1.0");
    await expect(findEngine({ only: "cache", cache: folder })).rejects.toThrow("holds no whole engine");
  });

  test("says in one line what was tried and what to install", async () => {
    const problem = await findEngine({ only: "cache", cache: folder }).catch((error: unknown) => error);
    expect(String(problem)).toMatch(
      /^Error: find a Pulumi CLI: cache: .* Install the Pulumi CLI >=3\.240\.0 <4 .* Go 1\.\d+/,
    );
    expect(String(problem)).not.toContain("\n");
  });

  test("takes a fit CLI from PATH, and puts together what lies apart", async () => {
    const bin = path.join(folder, "bin");
    await mkdir(bin);
    await fakeEngine(bin, "3.250.0");
    await expect(systemEngine(folder, bin)).resolves.toEqual({ bin, version: "3.250.0" });

    await rm(path.join(bin, "pulumi-resource-pulumi-nodejs"));
    const found = await systemEngine(folder, bin);
    expect(found.bin).not.toBe(bin);
    await expect(readdir(found.bin)).resolves.toEqual(expect.arrayContaining([...ENGINE_FILES]));

    await rm(path.join(bin, "pulumi-language-nodejs"));
    await expect(systemEngine(folder, bin)).rejects.toThrow("no pulumi-language-nodejs");
    await fakeEngine(bin, "3.100.0");
    await expect(systemEngine(folder, bin)).rejects.toThrow("is 3.100.0, >=3.240.0 <4 is needed");
  });
});

describe("the download", () => {
  let server: Server;
  let url: string;
  let files: Map<string, Buffer>;
  let into: string;

  beforeEach(async () => {
    into = path.join(folder, "into");
    const packed = path.join(folder, "pulumi");
    await mkdir(into);
    await mkdir(packed);
    await fakeEngine(packed);
    await writeFile(path.join(packed, "pulumi-language-go"), "not needed");
    const archive = path.join(folder, "archive.tar.gz");
    await tar.c({ file: archive, gzip: true, cwd: folder }, ["pulumi"]);

    const name = `pulumi-v${ENGINE_VERSION}-${platformName()}.tar.gz`;
    files = new Map([
      [`/${name}`, await readFile(archive)],
      [`/pulumi-${ENGINE_VERSION}-checksums.txt`, Buffer.from(`${await sha256(archive)}  ${name}\n`)],
    ]);
    server = createServer((request, response) => {
      const body = files.get(request.url ?? "");
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await new Promise((resolve) => void server.close(resolve));
  });

  const download = (): Promise<void> => downloadEngine(into, { detail: () => undefined }, url);

  test("unpacks the programs that are needed and nothing else", async () => {
    await download();
    await expect(readdir(into)).resolves.toEqual([...ENGINE_FILES].sort());
  });

  test("is refused where it lacks the stated checksum", async () => {
    files.set(
      `/pulumi-${ENGINE_VERSION}-checksums.txt`,
      Buffer.from(`${"0".repeat(64)}  pulumi-v${ENGINE_VERSION}-${platformName()}.tar.gz`),
    );
    await expect(download()).rejects.toThrow("does not have the checksum");
  });

  test("goes without a checksum where no list can be had, but not with a broken archive", async () => {
    files.delete(`/pulumi-${ENGINE_VERSION}-checksums.txt`);
    await download();
    const [name = "", archive = Buffer.of()] = [...files].find(([file]) => file.endsWith(".tar.gz")) ?? [];
    files.set(name, archive.subarray(0, archive.length / 2));
    await expect(download()).rejects.toThrow();
  });

  test("fails at once where nobody listens", async () => {
    await new Promise((resolve) => void server.close(resolve));
    await expect(download()).rejects.toThrow("ECONNREFUSED");
  });
});

describe("the event log", () => {
  test("is read up to the line in which the engine was killed", async () => {
    const metadata = { op: "create", urn: "urn:a", type: "t", new: { id: "1" } };
    const lines = [
      { resourcePreEvent: { metadata: { ...metadata, new: {} } } },
      { resOutputsEvent: { metadata } },
      { diagnosticEvent: { severity: "error", message: "<{%reset%}>refused<{%reset%}>", urn: "urn:a" } },
      { resourcePreEvent: { metadata: { ...metadata, urn: "urn:b", new: {} } } },
    ];
    const file = path.join(folder, "events");
    await writeFile(file, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{"summaryEv`);
    await expect(readEvents(file)).resolves.toEqual({
      steps: [
        { op: "create", urn: "urn:a", type: "t", id: "1", outcome: "done" },
        { op: "create", urn: "urn:b", type: "t", outcome: "planned" },
      ],
      changes: {},
      diagnostics: [{ severity: "error", message: "refused", urn: "urn:a" }],
    });
  });
});
