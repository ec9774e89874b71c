import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../tools/engine/program";

const packages = ["provider", "test/tools/emulator"];
const schema = "provider/schema.json";
const script = path.join(ROOT, ".github", "setRepository.mjs");

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-repository-"));
  for (const directory of packages) {
    await mkdir(path.join(root, directory), { recursive: true });
    await cp(path.join(ROOT, directory, "package.json"), path.join(root, directory, "package.json"));
  }
  await cp(path.join(ROOT, schema), path.join(root, schema));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function run(...args: string[]) {
  const { execa } = await import("execa");
  return execa(process.execPath, [script, ...args], { reject: false });
}

const schemaIn = async (at: string) =>
  JSON.parse(await readFile(path.join(at, schema), "utf8")) as {
    language: Record<string, object>;
  };

const manifest = async (at: string, directory: string) =>
  JSON.parse(await readFile(path.join(at, directory, "package.json"), "utf8")) as Record<string, unknown>;

test("the release writes repository, homepage and bugs into both packages, and nothing else", async () => {
  await expect(run("someone/somewhere", root)).resolves.toMatchObject({ exitCode: 0 });
  for (const directory of packages) {
    expect(await manifest(root, directory)).toEqual({
      ...(await manifest(ROOT, directory)),
      homepage: "https://github.com/someone/somewhere#readme",
      bugs: { url: "https://github.com/someone/somewhere/issues" },
      repository: { type: "git", url: "git+https://github.com/someone/somewhere.git", directory },
    });
  }
  const release = await readFile(path.join(ROOT, ".github", "workflows", "release.yml"), "utf8");
  expect(release).toContain('node .github/setRepository.mjs "$GITHUB_REPOSITORY"');
});

test("the schema says where the engine gets the plugin, and from where Go imports the SDK", async () => {
  await run("someone/somewhere", root);
  const before = await schemaIn(ROOT);
  expect(await schemaIn(root)).toEqual({
    ...before,
    homepage: "https://github.com/someone/somewhere#readme",
    repository: "https://github.com/someone/somewhere",
    pluginDownloadURL: "github://api.github.com/someone/somewhere",
    language: {
      ...before.language,
      go: { ...before.language["go"], importBasePath: "github.com/someone/somewhere/sdk/go/dingtalk" },
    },
  });
});

test.each(["", "somewhere", "https://github.com/someone/somewhere"])(
  "%j is no repository: nothing is written",
  async (name) => {
    await expect(run(name, root)).resolves.toMatchObject({ exitCode: 1 });
    for (const directory of packages)
      expect(await manifest(root, directory)).toEqual(await manifest(ROOT, directory));
    expect(await schemaIn(root)).toEqual(await schemaIn(ROOT));
  },
);
