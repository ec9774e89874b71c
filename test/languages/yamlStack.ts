import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Stack } from "../support/stack";
import { startEmulator, type EmulatorOptions } from "../tools/emulator/src";
import { findLanguages } from "../tools/engine/languages";
import { Workspace } from "../tools/engine/workspace";

export interface YamlOptions {
  emulator?: EmulatorOptions;
  /** @default the emulator's */
  env?: Record<string, string>;
  /** Keeps the terminal's Ctrl-C from the engine. @default false */
  detached?: boolean;
}

/** A YAML program, which the engine runs with the packed plugin, and the DingTalk it talks to. */
export class YamlStack extends Stack implements AsyncDisposable {
  #head = bare;

  /** From now on the program names the folder of its plugin. */
  namesPlugin(): void {
    this.#head = withPlugin;
  }

  /** Replaces all of the program but its head. */
  override async program(text: string): Promise<void> {
    await writeFile(path.join(this.workspace.project, "Pulumi.yaml"), this.#head + text);
  }

  /** `pulumi import` of one space. */
  importSpace(name: string, id: string, ...args: string[]) {
    return this.workspace.pulumi([
      ...["import", "dingtalk:index:DriveSpace", name, id, "--yes", "--skip-preview", "--protect=false"],
      ...["--non-interactive", "--stack", this.workspace.stack, ...args],
    ]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.workspace.dispose();
    await this.emulator.close();
  }
}

const bare = `
name: lifecycle
runtime: yaml
`;
const withPlugin = `${bare}plugins:
  providers:
    - name: dingtalk
      path: node_modules/pulumi-dingtalk
`;

/** Without a tarball the engine finds a plugin only if it is installed. */
export async function openYaml(
  tarball: string | undefined,
  program: string,
  { emulator: emulatorOptions, env, detached = false }: YamlOptions = {},
): Promise<YamlStack> {
  const hosts = await findLanguages();
  const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-yaml-"));
  await writeFile(path.join(folder, "Pulumi.yaml"), bare);
  const emulator = await startEmulator({ limits: false, ...emulatorOptions });
  try {
    const workspace = await Workspace.open({
      program: { folder },
      installation: tarball === undefined ? "none" : { tarball },
      path: [hosts],
      env: env ?? emulator.env,
      detached,
    });
    const stack = new YamlStack(emulator, workspace);
    if (tarball !== undefined) stack.namesPlugin();
    stack.watchTokens();
    await stack.program(program);
    await workspace.stackInit();
    return stack;
  } catch (error) {
    await emulator.close();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A space in YAML, below \`resources:\`. */
export const space = (resource: string, name: string, more: { inputs?: string; options?: string } = {}) => `
  ${resource}:
    type: dingtalk:DriveSpace
    properties: { name: ${name}, unionId: emulatorUnionId${more.inputs === undefined ? "" : `, ${more.inputs}`} }
    options: { ${more.options ?? ""} }
`;
