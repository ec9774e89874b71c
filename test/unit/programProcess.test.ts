import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { isPulumiProgram } from "../../provider/src/programProcess";
import { ROOT } from "../tools/engine/program";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-folder-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a process that was started in that folder says it: jest resolves by rules of its own. */
async function missingFrom(cwd: string): Promise<unknown> {
  const { execa } = await import("execa");
  const built = path.join(ROOT, "provider", "dist", "programProcess.js");
  const script = `console.log(JSON.stringify([require(${JSON.stringify(built)}).missingRuntime()]))`;
  const { stdout } = await execa(process.execPath, ["--eval", script], { cwd });
  return (JSON.parse(stdout) as unknown[])[0];
}

test("a folder from which the package is not found is named, with what to add there", async () => {
  const program = path.join(folder, "program");
  await mkdir(program);
  await expect(missingFrom(program)).resolves.toMatch(
    /^pulumi-dingtalk cannot be found from .*[\\/]program[\\/]package\.json, where Pulumi loads it\. Add pulumi-dingtalk to the dependencies there, and install them\.$/,
  );
});

test("a folder from which it is found has nothing missing, also one whose copy cannot tell", async () => {
  await expect(missingFrom(ROOT)).resolves.toBeNull();
  const copy = path.join(folder, "odd", "node_modules", "pulumi-dingtalk");
  await mkdir(copy, { recursive: true });
  // It exports nothing under that name: not that it is missing, so the provider must say what is wrong.
  await writeFile(path.join(copy, "package.json"), JSON.stringify({ name: "pulumi-dingtalk", exports: {} }));
  await expect(missingFrom(path.join(folder, "odd"))).resolves.toBeNull();
});

test.each([
  ["/p/node_modules/@pulumi/pulumi/cmd/run", true],
  ["/p/node_modules/@pulumi/pulumi/cmd/run/index.js", true],
  ["C:\\p\\node_modules\\@pulumi\\pulumi\\cmd\\run", true],
  ["/p/deploy.js", false],
  ["/p/node_modules/@pulumi/pulumi/cmd/run-policy-pack", false],
  ["/p/cmd/runner.js", false],
])("a process with the script %s is Pulumi's own: %s", (script, expected) => {
  const { argv } = process;
  process.argv = ["node", script];
  try {
    expect(isPulumiProgram()).toBe(expected);
  } finally {
    process.argv = argv;
  }
});
