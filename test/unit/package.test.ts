import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as tar from "tar";
import { firstOutput } from "../support/firstOutput";
import { packProvider } from "../tools/engine/pack";
import { modules, ROOT } from "../tools/engine/program";
import { checkLinks } from "../tools/pages/checkLinks";

jest.setTimeout(240_000);

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
  const others = [
    "bin/pulumi-dingtalk",
    "PulumiPlugin.yaml",
    "pulumi-resource-dingtalk",
    "pulumi-resource-dingtalk.cmd",
    "schema.json",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "DESIGN.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "SECURITY.md",
    "package.json",
    "test/tools/emulator/README.md",
  ];
  const { execa } = await import("execa");
  const args = ["ls-files", "docs", "examples"];
  const pages = (await execa("git", args, { cwd: ROOT })).stdout.split("\n").sort();
  const files = await filesIn(installed);
  const isPage = (file: string) => /^(docs|examples)\//.test(file);
  expect(files.filter((file) => !isPage(file))).toEqual([...built, ...others].sort());
  // What is not committed yet is packed too.
  expect(files.filter(isPage)).toEqual(expect.arrayContaining(pages));
});

test("no link of a page in the tarball leads nowhere", async () => {
  const pages = (await filesIn(installed)).filter((file) => file.endsWith(".md"));
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/README.md", "docs/errors.md"]));
  expect(await checkLinks(installed, pages)).toEqual({ code: 0, report: "" });
});

test("the tarball's plugin can be run where it was unpacked: it prints a port", async () => {
  expect(await firstOutput(path.join(installed, "pulumi-resource-dingtalk"))).toMatch(/^\d+\n$/);
});

test("the tarball's folder is run as a plugin as `pulumi package add <folder>` has it run: it prints a port", async () => {
  const runPlugin = path.join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
  // As the Node language host calls it: the folder, and the engine's address.
  const printed = await firstOutput(process.execPath, [runPlugin, installed, "127.0.0.1:1"]);
  expect(printed).toMatch(/^\d+\n$/);
});

test("the path of the package's folder leads to the package, as its name does", async () => {
  const { execa } = await import("execa");
  const script = `console.log(require(${JSON.stringify(installed)}) === require("pulumi-dingtalk"))`;
  const { stdout } = await execa(process.execPath, ["--eval", script], { cwd: folder });
  expect(stdout).toBe("true");
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
import { DriveSpace, getOrgStorage, type GetOrgStorageResult } from "pulumi-dingtalk";
import * as dingtalk from "pulumi-dingtalk";
import type { Output } from "@pulumi/pulumi";
const space = new DriveSpace("a", { name: "A", unionId: "u" }, { import: "1", provider: new dingtalk.Provider("p") });
export const id: Output<string> = space.spaceId;
export const storage: Promise<GetOrgStorageResult> = getOrgStorage({ unionId: "u" });
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

const program44 = `
import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";
import { DriveSpace, DriveSpaceArgs, GetDriveSpaceOutputArgs, getDriveSpaceOutput } from "pulumi-dingtalk";
const args: DriveSpaceArgs = { name: pulumi.output("A"), unionId: "u", adoptExisting: true };
const space = new DriveSpace("a", args, { import: "1", provider: new dingtalk.Provider("p") });
const wanted: GetDriveSpaceOutputArgs = { spaceId: space.spaceId, unionId: "u" };
export const used: pulumi.Output<number | undefined> = getDriveSpaceOutput(wanted).usedQuota;
export const storage: Promise<dingtalk.GetOrgStorageResult> = dingtalk.getOrgStorage({ unionId: "u" });
`;

/** Asks the old compiler itself, and prints what it says with the file that it says it of. */
const ask44 = `
  const ts = require(process.argv[1]);
  const options = { noEmit: true, strict: true, skipLibCheck: false, target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.NodeJs, types: [] };
  const program = ts.createProgram([process.argv[2]], options);
  const said = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => [file ? file.fileName : "", ts.flattenDiagnosticMessageText(messageText, " ")]);
  console.log(JSON.stringify({ version: ts.versionMajorMinor, files: program.getSourceFiles().map(({ fileName }) => fileName), said }));
`;

test("TypeScript 4.4 reads the declarations and a program with them, with skipLibCheck off", async () => {
  const compiler = path.join(ROOT, "test/tools/typescript-4.4/node_modules/typescript");
  const file = path.join(folder, "program44.ts");
  await writeFile(file, program44);
  const { execa } = await import("execa");
  const { stdout } = await execa(process.execPath, ["--eval", ask44, compiler, file], { cwd: folder });
  const { version, files, said } = JSON.parse(stdout) as {
    version: string;
    files: string[];
    said: [file: string, text: string][];
  };
  expect(version).toBe("4.4");
  expect(files).toContain(path.join(await realpath(installed), "dist", "index.d.ts"));
  // Today's @types/node, and what the SDK itself builds on, are newer than this compiler; its users have older ones.
  expect(said.filter(([one]) => !/\/@types\/node\/|\/@grpc\/grpc-js\//.test(one))).toEqual([]);
});
