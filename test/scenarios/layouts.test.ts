import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { codeBlocks, readPage } from "../tools/pages/markdown";
import { ROOT } from "../tools/engine/program";
import { openStack } from "../support/stack";

/** A component package that brings pulumi-dingtalk along, as pnpm lays it out. */
const component = `
  const { DriveSpace } = require("pulumi-dingtalk");
  exports.declare = (unionId) => new DriveSpace("a", { name: "A", unionId });
`;

test("if only a component package has pulumi-dingtalk, the preview fails in one line that says what to add where", async () => {
  const stack = await openStack({
    source: {
      source: `require("./lib/index.js").declare(process.env.DINGTALK_UNION_ID);`,
      language: "js",
    },
    installation: "none",
  });
  const { project } = stack.workspace;
  await mkdir(path.join(project, "lib", "node_modules"), { recursive: true });
  await writeFile(path.join(project, "lib", "index.js"), component);
  const package_ = path.join(ROOT, "provider");
  await symlink(package_, path.join(project, "lib", "node_modules", "pulumi-dingtalk"), "junction");

  const preview = await stack.preview();
  expect(preview.code).not.toBe(0);
  expect(preview.all).toContain(
    `DriveSpace 'a': pulumi-dingtalk cannot be found from ${path.join(project, "package.json")}, where Pulumi loads it. Add pulumi-dingtalk to the dependencies there, and install them.`,
  );
  expect(preview.all).not.toMatch(/\bat .*:\d+:\d+|require stack/i);

  await symlink(package_, path.join(project, "node_modules", "pulumi-dingtalk"), "junction");
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
});

test("a program in a folder below Pulumi.yaml finds the package above it", async () => {
  const stack = await openStack({ program: "" });
  const { project } = stack.workspace;
  await mkdir(path.join(project, "src"));
  await writeFile(
    path.join(project, "src", "index.js"),
    `const { DriveSpace } = require("pulumi-dingtalk");
     new DriveSpace("a", { name: "A", unionId: process.env.DINGTALK_UNION_ID });`,
  );
  const settings = { name: "test", runtime: "nodejs", main: "src/index.js" };
  await writeFile(path.join(project, "Pulumi.yaml"), JSON.stringify(settings));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
});

test("an example of a clone is installed by the commands that docs/installing.md shows", async () => {
  const { execa } = await import("execa");
  const blocks = (await codeBlocks(await readPage("docs/installing.md"))).map(({ value }) => value);
  const command = /^npm install --no-save \.\.\/\.\.\/provider(?= )/m.exec(blocks.join("\n"))?.[0];
  expect(command).toBeDefined();
  const clone = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-clone-"));
  try {
    const folder = path.join(clone, "examples", "space-per-team");
    await cp(path.join(ROOT, "examples", "space-per-team"), folder, { recursive: true });
    // As `npm ci && npm run build` in the root leaves it.
    await symlink(path.join(ROOT, "provider"), path.join(clone, "provider"), "junction");
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
    const options = { cwd: folder, env, extendEnv: false, timeout: 150_000 };
    await execa("bash", ["-e", "-c", `${command ?? ""} --prefer-offline --no-audit`], options);
    const { stdout } = await execa(
      process.execPath,
      ["--print", `typeof require("pulumi-dingtalk").DriveSpace`],
      options,
    );
    expect(stdout).toBe("function");
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
});
