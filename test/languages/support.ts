import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmulator, type Emulator, type EmulatorOptions } from "../tools/emulator/src";
import { findLanguages } from "../tools/engine/languages";
import { ROOT } from "../tools/engine/program";
import { Workspace, type WorkspaceOptions } from "../tools/engine/workspace";

export interface LanguageStack extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  /** Replaces text of a file of the program. */
  edit(file: string, from: string, to: string): Promise<void>;
}

/** All spaces that DingTalk has, but for the all-staff folder. */
export const spaceIds = (emulator: Emulator): string[] =>
  emulator.spaces
    .all()
    .map(({ spaceId }) => spaceId)
    .sort();

/** All native spaces in the state. */
export const managedIds = async ({ workspace }: Pick<LanguageStack, "workspace">) =>
  ((await workspace.exportState()).deployment.resources ?? [])
    .flatMap(({ type, id }) => (type === "dingtalk:index:DriveSpace" && id !== undefined ? [id] : []))
    .sort();

/** `npm install` of the tarball in the example's folder, as a new user does it: nothing of this workspace is beside it. */
export async function npmInstall({ workspace }: LanguageStack, tarball: string): Promise<void> {
  const { execa } = await import("execa");
  await rm(path.join(workspace.project, "node_modules"), { recursive: true });
  // What `npm test` tells its own children is not for this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball];
  await execa("npm", args, { cwd: workspace.project, env, extendEnv: false });
}

/** An example in a folder of its own, with the packed package beside it, and the DingTalk it talks to. */
export async function openExample(
  example: string,
  tarball: string,
  options: Partial<WorkspaceOptions> & { emulator?: EmulatorOptions } = {},
): Promise<LanguageStack> {
  const hosts = await findLanguages();
  const emulator = await startEmulator({ limits: false, ...options.emulator });
  const workspace = await Workspace.open({
    ...options,
    program: { folder: path.join(ROOT, "examples", example) },
    installation: { tarball },
    path: [...(options.path ?? []), hosts],
    env: { ...emulator.env, ...options.env },
    config: { unionId: emulator.unionId },
  });
  return {
    emulator,
    workspace,
    async edit(file, from, to) {
      const at = path.join(workspace.project, file);
      const text = await readFile(at, "utf8");
      if (!text.includes(from)) throw new Error(`edit ${file}: it does not contain ${from}`);
      await writeFile(at, text.replaceAll(from, to));
    },
    async [Symbol.asyncDispose]() {
      await workspace.dispose();
      await emulator.close();
    },
  };
}
