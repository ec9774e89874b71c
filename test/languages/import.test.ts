import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { packed } from "../support/packed";
import { managedIds, openExample, spaceIds } from "./support";

jest.setTimeout(600_000);

const tarball = packed();
const names = ["Finance", "Finance", 'R&D "quoted" \\ ${unionId} $${x}', "财务部", "🚀 'a'"];

/** The packed command, beside a YAML program and its plugin. */
async function openCommand() {
  const stack = await openExample("yaml", tarball(), {
    emulator: { spaces: names, allStaffFolder: false },
  });
  const { execa } = await import("execa");
  const { project, env } = stack.workspace;
  const command = path.join(project, "node_modules", "pulumi-dingtalk", "bin", "pulumi-dingtalk");
  const run = (...args: string[]) =>
    execa(command, ["import", ...args], { cwd: project, extendEnv: false, env });
  return { ...stack, run, [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose]() };
}

test("the YAML program that import writes takes over every space, and with --stack nothing is left", async () => {
  await using stack = await openCommand();
  const { workspace, emulator, run } = stack;
  await workspace.stackInit();
  const written = await run("--language", "yaml");
  await writeFile(
    path.join(workspace.project, "Pulumi.yaml"),
    written.stdout.replace("name: spaces", "name: yaml"),
  );
  const up = await workspace.up(["--skip-preview"]);
  expect(up).toMatchObject({ code: 0 });
  expect(emulator.count("add")).toBe(0);
  expect(await managedIds(stack)).toEqual(spaceIds(emulator));
  expect(await workspace.up(["--skip-preview", "--expect-no-changes"])).toMatchObject({ code: 0 });

  const again = await run("--language", "yaml", "--stack", workspace.stack);
  expect(again).toMatchObject({ stdout: "" });
  expect(again.stderr).toContain(`stack ${workspace.stack} manages every space already`);
});

test("pulumi import takes the file that --bulk writes, and then one space more", async () => {
  await using stack = await openCommand();
  const { workspace, emulator, run } = stack;
  await workspace.stackInit();
  const imports = async (file: string, ...more: string[]) => {
    await run("--bulk", "--out", file, ...more);
    return workspace.pulumi([
      "import",
      "--file",
      file,
      "--yes",
      "--skip-preview",
      "--non-interactive",
      "--stack",
      workspace.stack,
    ]);
  };
  expect(await imports("spaces.json")).toMatchObject({ code: 0 });
  emulator.spaces.add("Finance");
  expect(await imports("more.json", "--stack", workspace.stack)).toMatchObject({ code: 0 });
  expect(await managedIds(stack)).toEqual(spaceIds(emulator));
  const more = JSON.parse(await readFile(path.join(workspace.project, "more.json"), "utf8")) as {
    resources: unknown[];
  };
  expect(more.resources).toHaveLength(1);
  expect(emulator.count("add")).toBe(0);
});

test("the Go program that import writes is formatted as gofmt would", async () => {
  await using stack = await openCommand();
  const { execa } = await import("execa");
  const go = (await stack.run("--language", "go")).stdout;
  expect(go.match(/dingtalk\.NewDriveSpace\(/g)).toHaveLength(names.length);
  const formatted = await execa("gofmt", [], { input: `${go}\n`, stripFinalNewline: false });
  expect(formatted.stdout).toBe(`${go}\n`);
});
