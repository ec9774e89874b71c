import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { modules, ROOT } from "../tools/engine/program";
import { Workspace } from "../tools/engine/workspace";
import { codeBlocks, readPage } from "../tools/pages/markdown";

jest.setTimeout(240_000);

const page = "docs/testing.md";

test("the blocks of docs/testing.md work in their order: a run, a lost answer, the end", async () => {
  const blocks = (await codeBlocks(await readPage(page)))
    .filter(({ lang }) => lang === "sh")
    .map(({ value }) => value);
  const start = blocks.findIndex((block) => block.includes("npx --no-install dingtalk-emulator"));
  // What stands before it packs the emulator and installs it, which needs the network.
  expect(blocks.slice(0, start).every((block) => block.startsWith("npm "))).toBe(true);
  const [begin, run, fault, end, ...more] = blocks.slice(start);
  expect(more).toEqual([]);

  const names = ["Finance", "Legal"];
  await using workspace = await Workspace.open({
    program: {
      source: `const dingtalk = require("pulumi-dingtalk");
        for (const name of ${JSON.stringify(names)}) new dingtalk.DriveSpace(name, { name, unionId: process.env.DINGTALK_UNION_ID });`,
    },
    env: {},
  });
  const bin = path.join(workspace.project, "node_modules", ".bin");
  await mkdir(bin, { recursive: true });
  await symlink(path.join(modules, ".bin", "dingtalk-emulator"), path.join(bin, "dingtalk-emulator"));

  const listed = ["spaces", "faults"].map(
    (what) => `curl -s "$DINGTALK_ENDPOINT/_emulator/${what}" > ${what}.json`,
  );
  const script = [begin, run, fault, ...listed, end, "pulumi stack ls --json > stacks.json"].join("\n");
  const { execa } = await import("execa");
  const result = await execa("bash", ["-e", "-c", script], {
    cwd: workspace.project,
    env: workspace.env,
    extendEnv: false,
    reject: false,
    all: true,
  });
  expect({ code: result.exitCode, all: result.all }).toMatchObject({ code: 0 });
  const read = async (file: string) =>
    JSON.parse(await readFile(path.join(workspace.project, file), "utf8")) as unknown;
  const spaces = JSON.stringify(await read("spaces.json"));
  for (const name of names) expect(spaces.split(`"${name}"`)).toHaveLength(2);
  expect(await read("stacks.json")).toEqual([]);
  expect(await read("faults.json")).toMatchObject([{ on: "add", kind: "reset", hits: 1 }]);
});

test("the unit test of docs/testing.md passes as it stands", async () => {
  const [block] = (await codeBlocks(await readPage(page))).filter(({ lang }) => lang === "ts");
  await using workspace = await Workspace.open({
    program: { folder: path.join(ROOT, "examples", "unit-tested") },
    env: {},
  });
  await writeFile(path.join(workspace.project, "page.test.ts"), block?.value ?? "");
  const { execa } = await import("execa");
  const jest = path.join(workspace.project, "node_modules", "jest", "bin", "jest.js");
  const result = await execa("node", [jest, "page"], {
    cwd: workspace.project,
    env: workspace.env,
    extendEnv: false,
    reject: false,
    all: true,
  });
  expect(result.all).toContain("1 passed, 1 total");
});
