import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as tar from "tar";
import { packProvider } from "../engine/pack";
import { modules, ROOT } from "../engine/program";

jest.setTimeout(180_000);

let folder: string;
let tarball: string;
/** The packed package as it lies in a user's node_modules. */
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-package-"));
  tarball = await packProvider(folder);
  installed = path.join(folder, "node_modules", "pulumi-dingtalk");
  await mkdir(installed, { recursive: true });
  await tar.x({ file: tarball, cwd: installed, strip: 1 });
  await symlink(path.join(modules, "@pulumi"), path.join(folder, "node_modules", "@pulumi"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function filesIn(at: string): Promise<string[]> {
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => path.relative(at, path.join(parentPath, name))).sort();
}

/** Runs a tool of this project. */
async function tool(
  file: string,
  args: readonly string[],
): Promise<{ code: number | undefined; all: string }> {
  const { execa } = await import("execa");
  const all = [path.join(modules, file), ...args];
  const result = await execa(process.execPath, all, { cwd: folder, all: true, reject: false });
  return { code: result.exitCode, all: result.all };
}

test("the tarball holds the built sources, the command and the pages, and nothing else", async () => {
  const sources = await filesIn(path.join(ROOT, "provider", "src"));
  const built = sources.flatMap((file) =>
    [".d.ts", ".js"].map((ending) => `dist/${file.replace(/\.ts$/, ending)}`),
  );
  const others = ["bin/pulumi-dingtalk", "CHANGELOG.md", "LICENSE", "README.md", "package.json"];
  expect(await filesIn(installed)).toEqual([...built, ...others].sort());
});

test("the pages in the tarball are the root's, and git sees none of the copies", async () => {
  for (const page of ["README.md", "LICENSE", "CHANGELOG.md"]) {
    const [packed, root] = await Promise.all(
      [installed, ROOT].map((at) => readFile(path.join(at, page), "utf8")),
    );
    expect(packed).toBe(root);
  }
  const { execa } = await import("execa");
  const args = ["ls-files", "--others", "--exclude-standard", "provider"];
  const seen = (await execa("git", args, { cwd: ROOT })).stdout.split("\n");
  expect(seen.filter((file) => /provider\/[A-Z]+/.test(file))).toEqual([]);
});

test("nothing is run where users install the package", async () => {
  const { scripts } = JSON.parse(await readFile(path.join(installed, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts)).toEqual(["build", "prepack", "prepublishOnly"]);
});

test("arethetypeswrong finds nothing wrong under node16 and bundler resolution", async () => {
  const cli = "@arethetypeswrong/cli/dist/index.js";
  // node10 knows no exports: it finds the package, and not the sub-path that only states ask for.
  const { code, all } = await tool(cli, [tarball, "--profile", "node16", "--format", "json"]);
  expect({ code, all }).toMatchObject({ code: 0 });
  const { analysis } = JSON.parse(all) as { analysis: { entrypoints: Record<string, unknown> } };
  expect(Object.keys(analysis.entrypoints)).toEqual([".", "./runtime", "./package.json"]);
});

test("publint finds nothing to say", async () => {
  const { code, all } = await tool("publint/src/cli.js", ["run", tarball, "--strict"]);
  expect({ code, all }).toEqual({ code: 0, all: expect.stringContaining("All good!") as string });
});

const consumer = `
import { DriveSpace, getOrgStorage, type OrgStorage } from "pulumi-dingtalk";
import * as dingtalk from "pulumi-dingtalk";
import type { Output } from "@pulumi/pulumi";
const space = new DriveSpace("a", { name: "A", unionId: "u" }, { import: "1", provider: new dingtalk.Provider("p") });
export const id: Output<string> = space.spaceId;
export const storage: Promise<OrgStorage> = getOrgStorage({ unionId: "u" });
// @ts-expect-error: a number is no name.
new DriveSpace("b", { name: 1, unionId: "u" });
// @ts-expect-error: the outputs are typed, so there is no such output.
space.owner;
`;

test.each([
  // Once with the package's own declarations checked, where neither got nor zod is there: programs are
  // compiled at each preview, and should not have to read what stands behind the package.
  { module: "node16", moduleResolution: "node16", endings: ["mts", "cts"], skipLibCheck: false },
  { module: "nodenext", moduleResolution: "nodenext", endings: ["mts", "cts"], skipLibCheck: true },
  { module: "esnext", moduleResolution: "bundler", endings: ["ts"], skipLibCheck: true },
])("a program compiles under $moduleResolution resolution", async ({ endings, ...resolution }) => {
  const project = path.join(folder, resolution.moduleResolution);
  await mkdir(project);
  const files = endings.map((ending) => `program.${ending}`);
  for (const file of files) await writeFile(path.join(project, file), consumer);
  const compilerOptions = {
    ...resolution,
    target: "es2023",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    typeRoots: [path.join(modules, "@types")],
    types: ["node"],
  };
  await writeFile(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  expect(await tool("typescript/bin/tsc", ["-p", project])).toEqual({ code: 0, all: "" });
});
