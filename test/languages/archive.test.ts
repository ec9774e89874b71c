import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as tar from "tar";
import { readFileSync } from "node:fs";
import { pinnedNode, ROOT } from "../tools/engine/program";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(600_000);

const { version } = JSON.parse(readFileSync(path.join(ROOT, "provider", "package.json"), "utf8")) as {
  version: string;
};
const platforms = ["linux", "darwin", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);

/** What `pulumi plugin install` calls this machine. */
const system = process.platform === "win32" ? "windows" : process.platform;
const arch = process.arch === "x64" ? "amd64" : process.arch;

async function filesOf(file: string): Promise<string[]> {
  const files: string[] = [];
  await tar.t({ file, onReadEntry: (entry) => files.push(entry.path.replace(/^\.\//, "")) });
  return files;
}

test("the archive of a release is installed by `pulumi plugin install`, and a program finds the plugin without naming a folder", async () => {
  const { execa } = await import("execa");
  const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-archives-"));
  try {
    // What `npm test` tells its own children is not for this one.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
    const script = path.join(ROOT, ".github", "packPlugin.mjs");
    await execa(pinnedNode(), [script, folder], { env, extendEnv: false });
    const archives = platforms.map((platform) => `pulumi-resource-dingtalk-v${version}-${platform}.tar.gz`);
    expect((await readdir(folder)).sort()).toEqual([...archives].sort());
    for (const archive of archives)
      expect((await filesOf(path.join(folder, archive))).includes("PulumiPlugin.yaml")).toBe(
        archive.includes("windows"),
      );

    await using stack = await openYaml(undefined, `resources:${space("a", "A")}`);
    const { workspace } = stack;
    const file = path.join(folder, `pulumi-resource-dingtalk-v${version}-${system}-${arch}.tar.gz`);
    const args = ["plugin", "install", "resource", "dingtalk", `v${version}`, "--file", file];
    expect(await workspace.pulumi(args)).toMatchObject({ code: 0 });
    const listed = await workspace.pulumi(["plugin", "ls", "--json"]);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ name: "dingtalk", kind: "resource", version }]);
    expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });

    // What a program that another language generates an SDK for does first.
    expect(await workspace.pulumi(["package", "add", "dingtalk"])).toMatchObject({ code: 0 });
    const project = path.join(workspace.project, "Pulumi.yaml");
    expect(await readFile(project, "utf8")).toContain(`packages:\n  dingtalk: dingtalk@${version}\n`);
    expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
    expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
