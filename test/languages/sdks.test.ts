import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { generateSdk } from "../tools/engine/generateSdk";
import { startEmulator } from "../tools/emulator/src";
import { codeBlocks, readPage } from "../tools/pages/markdown";
import { modules, pinnedNode, ROOT } from "../tools/engine/program";

jest.setTimeout(900_000);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-sdks-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the generated Node SDK compiles, and has the resource, its inputs and the functions", async () => {
  const { execa } = await import("execa");
  const sdk = path.join(folder, "nodejs");
  await generateSdk("nodejs", sdk);
  await symlink(modules, path.join(sdk, "node_modules"), "junction");
  await writeFile(
    path.join(sdk, "program.ts"),
    `import * as dingtalk from "./index";
     const space = new dingtalk.DriveSpace("a", { name: "A", unionId: "u", adoptExisting: true });
     export const id = space.spaceId;
     export const used = dingtalk.getOrgStorageOutput({ unionId: "u" }).partitions[0].quota.used;
     export const spaces = dingtalk.getDriveSpaces({ unionId: "u" }).then((all) => all.spaces[0]?.spaceName);`,
  );
  const tsconfig = path.join(sdk, "tsconfig.json");
  const { config } = ts.readConfigFile(tsconfig, (file) => ts.sys.readFile(file)) as {
    config: { files: string[]; compilerOptions: object };
  };
  const compilerOptions = { ...config.compilerOptions, noEmit: true, skipLibCheck: true, types: ["node"] };
  await writeFile(tsconfig, JSON.stringify({ compilerOptions, files: [...config.files, "program.ts"] }));
  const tsc = path.join(modules, "typescript", "bin", "tsc");
  const { exitCode, stdout } = await execa(process.execPath, [tsc, "-p", sdk], { reject: false });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
});

/** The program of the registry's index page in a language. */
const programOf = async (language: string) =>
  (await codeBlocks(await readPage("docs/_index.md"))).find(({ lang }) => lang === language)?.value ?? "";

const goProgram = `package main

import (
	"example.com/pulumi-dingtalk/sdk/go/dingtalk"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		unionId := pulumi.String("u")
		org, err := dingtalk.NewProvider(ctx, "org", &dingtalk.ProviderArgs{ClientId: pulumi.String("a")})
		if err != nil {
			return err
		}
		space, err := dingtalk.NewDriveSpace(ctx, "finance", &dingtalk.DriveSpaceArgs{
			Name:    pulumi.String("Finance"),
			UnionId: unionId,
		}, pulumi.Provider(org))
		if err != nil {
			return err
		}
		ctx.Export("id", space.SpaceId)
		storage := dingtalk.GetOrgStorageOutput(ctx, dingtalk.GetOrgStorageOutputArgs{UnionId: unionId})
		ctx.Export("used", storage.Partitions().Index(pulumi.Int(0)).Quota().Used())
		return nil
	})
}
`;

test("the generated Go SDK compiles, and so do a program on it, that of the registry's index page and the one that `pulumi-dingtalk import` writes", async () => {
  const { execa } = await import("execa");
  const sdk = path.join(folder, "go");
  await generateSdk("go", sdk);
  const go = (...args: string[]) =>
    execa("go", args, { cwd: sdk, env: { GOWORK: "off", GOFLAGS: "-mod=mod" } });
  await writeFile(
    path.join(sdk, "go.mod"),
    "module example.com/pulumi-dingtalk/sdk/go\n\ngo 1.25\n\nrequire github.com/pulumi/pulumi/sdk/v3 v3.259.0\n",
  );
  const spaces = ["Finance", "Finance", 'R&D "quoted" \\ ${unionId}', "财务部", "🚀 'a'"];
  await using emulator = await startEmulator({ limits: false, spaces });
  const command = path.join(ROOT, "provider", "bin", "pulumi-dingtalk");
  const args = [command, "import", "--language", "go"];
  const written = await execa(pinnedNode(), args, { extendEnv: false, env: emulator.env });
  for (const [name, text] of [
    ["program", goProgram],
    ["page", `${await programOf("go")}\n`],
    ["imported", `${written.stdout}\n`],
  ] as const) {
    await mkdir(path.join(sdk, name));
    await writeFile(path.join(sdk, name, "main.go"), text);
  }
  expect(written.stdout.match(/NewDriveSpace\(/g)).toHaveLength(spaces.length + 1);
  await go("vet", "./program", "./page", "./imported");
});

const dependency = (group: string, artifact: string, version: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test</groupId>
  <artifactId>sdk</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    ${dependency("com.pulumi", "pulumi", "1.12.0")}
    ${dependency("com.google.code.findbugs", "jsr305", "3.0.2")}
  </dependencies>
</project>
`;

const hasMaven = spawnSync("mvn", ["--version"]).status === 0;

(hasMaven ? test : test.skip)(
  "the generated Java SDK compiles against Pulumi's, with the program of the registry's index page, if the machine has Maven",
  async () => {
    const { execa } = await import("execa");
    const sdk = path.join(folder, "java");
    await generateSdk("java", sdk);
    await writeFile(path.join(sdk, "pom.xml"), pom);
    const program = path.join(sdk, "src", "main", "java", "program");
    await mkdir(program);
    await writeFile(path.join(program, "App.java"), await programOf("java"));
    await execa("mvn", ["-q", "-B", "compile"], { cwd: sdk });
    expect(await readdir(path.join(sdk, "target", "classes", "program"))).toContain("App.class");
  },
);

test("the C# SDK is generated with its names, inputs and functions; it is not compiled, because no machine of the tests has .NET", async () => {
  const sdk = path.join(folder, "csharp");
  await generateSdk("csharp", sdk);
  const text = (file: string) => readFile(path.join(sdk, file), "utf8");
  const space = await text("DriveSpace.cs");
  expect(space).toContain("namespace Pulumi.DingTalk\n");
  for (const input of ["Name", "UnionId", "ForceDestroy", "AllowDuplicateName", "AdoptExisting"])
    expect(space).toMatch(new RegExp(`public Input<(string|bool)>\\?? ${input} `));
  for (const name of ["GetOrgStorage", "GetDriveSpace", "GetDriveSpaces", "GetUser"])
    expect(await text(`${name}.cs`)).toContain(`public static class ${name}\n`);
  expect(await text("Pulumi.DingTalk.csproj")).toContain('<PackageReference Include="Pulumi"');
});
