import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmulator } from "../tools/emulator/src";
import { ROOT } from "../tools/engine/program";
import { Workspace } from "../tools/engine/workspace";

jest.setTimeout(240_000);

/**
 * The language host of an installed Pulumi runs a policy pack as it stands. The one that builds from Go modules cannot; there
 * the engine has a second way, for runtimes without a host: this command, which runs the pack on the SDK that the pack's
 * folder finds, as the SDK's own `pulumi-analyzer-policy` does.
 */
const analyzer = `#!/bin/sh
exec node "$(node -p "require.resolve('@pulumi/pulumi/cmd/run-policy-pack')")" "$@"
`;

async function withAnalyzer({ root, project, env }: Workspace): Promise<Record<string, string>> {
  const bin = path.join(root, "analyzer");
  await mkdir(bin);
  await writeFile(path.join(bin, "pulumi-analyzer-policy-test"), analyzer);
  await chmod(path.join(bin, "pulumi-analyzer-policy-test"), 0o755);
  const manifest = path.join(project, "policy-pack", "PulumiPolicy.yaml");
  await writeFile(manifest, (await readFile(manifest, "utf8")).replace("runtime: nodejs", "runtime: test"));
  return { PATH: `${bin}${path.delimiter}${env["PATH"] ?? ""}` };
}

test("policies refuse a preview that breaks a mandatory rule, warn of an advisory one, and let the rest through", async () => {
  await using emulator = await startEmulator();
  await using workspace = await Workspace.open({
    program: { folder: path.join(ROOT, "examples", "policies") },
    env: emulator.env,
    config: { unionId: emulator.unionId, spaceName: "Budget", forceDestroy: "true" },
  });
  await workspace.stackInit();
  const pack = ["--policy-pack", "policy-pack"];
  const asItStands = await workspace.preview(pack);
  const isHosted = !asItStands.all.includes("could not read plugin [policy-pack]: not supported");
  const env = isHosted ? {} : await withAnalyzer(workspace);

  const refused = isHosted ? asItStands : await workspace.preview(pack, { env });
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain("Remove forceDestroy: it lets Pulumi delete the space with its files.");
  expect(refused.all).toContain("Let the name begin with Finance, Legal or People, not 'Budget'.");

  await workspace.setConfig({ spaceName: "Finance Budget", forceDestroy: "false", protect: "false" });
  const warned = await workspace.up(["--skip-preview", ...pack], { env });
  expect(warned).toMatchObject({ code: 0, changes: { create: 2 } });
  expect(warned.all).toContain("Set the option protect: true.");
  expect(emulator.spaces.named("Finance Budget")).toHaveLength(1);
  // What the example's page says.
  expect(emulator.monthUsed()).toBe(2);
});
