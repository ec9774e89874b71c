import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findEngine, type Engine } from "./engine";
import { readEvents, type Events } from "./eventLog";
import { killProcessesOf, MARK, processesOf } from "./processes";
import {
  layOutProgram,
  modules,
  pinnedNode,
  writeProgram,
  type Installation,
  type Language,
  type Program,
} from "./program";
import { executable } from "./recipe";
import { once } from "./once";
import { hasSettings, keepStack, layOutStack, projectName } from "./stackTemplate";
import { enrich, run, type Result, type Running } from "./running";

export interface WorkspaceOptions {
  program: Program;
  /** @default "linked" */
  installation?: Installation;
  /** Folder of the `@pulumi/pulumi` the program runs on. @default the workspace's */
  sdk?: string;
  /** The Node binary the program and the provider run on. @default the one this project pins */
  node?: string;
  /** @default "test" */
  stack?: string;
  /** Stack configuration set by `stackInit`, in plain text and as secrets. */
  config?: Record<string, string>;
  secrets?: Record<string, string>;
  /** Environment of every command, beside the workspace's own. Nothing else of this process's is handed on but what Node needs. */
  env?: Record<string, string>;
  /** Folders that stand on PATH before the engine's, for example those of language hosts. */
  path?: readonly string[];
  /** Keeps the terminal's Ctrl-C from the engine: who opened the workspace hands it on. @default false */
  detached?: boolean;
  /** Bound of each command. @default 300_000 */
  timeoutMs?: number;
  /** @default the one `findEngine` finds */
  engine?: Engine;
}

export interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
  timeoutMs?: number;
  /** Shows what the command prints as it comes, beside keeping it. @default false */
  show?: boolean;
}

export interface OperationResult extends Result, Events {}

export interface Deployment {
  version: number;
  deployment: { resources?: StateResource[]; pending_operations?: unknown[] };
}

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [key: string]: unknown;
}

interface Checkpoint {
  version: number;
  checkpoint: { latest: Deployment["deployment"] };
}

type Execa = Parameters<typeof run>[0];

/**
 * An isolated place in which the real engine runs one program: home, backend, temporary folder and
 * node_modules of its own. Dispose of it with `dispose`, or declare it with `await using`.
 *
 * @example
 * await using workspace = await Workspace.open({ program: { source: "exports.a = 1;" } });
 * await workspace.stackInit();
 * const { code, changes } = await workspace.up();
 */
export class Workspace {
  readonly project: string;
  readonly backend: string;
  readonly env: Readonly<Record<string, string>>;
  #operations = 0;

  private constructor(
    /** All that belongs to the workspace lies in this folder. */
    readonly root: string,
    readonly engine: Engine,
    private readonly options: WorkspaceOptions,
    private readonly execa: Execa,
  ) {
    this.project = path.join(root, "project");
    this.backend = path.join(root, "backend");
    const home = path.join(root, "home");
    const node = path.dirname(options.node ?? pinnedNode());
    this.env = {
      PATH: [...(options.path ?? []), node, engine.bin, process.env["PATH"]].join(path.delimiter),
      HOME: home,
      USERPROFILE: home,
      TMPDIR: path.join(root, "tmp"),
      LANG: "C.UTF-8",
      PULUMI_HOME: path.join(home, ".pulumi"),
      PULUMI_BACKEND_URL: `file://${this.backend}`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DEBUG_COMMANDS: "true", // The option --event-log is one.
      [MARK]: root,
      ...handedOn("NODE_COMPILE_CACHE"),
      ...handedOn("SystemRoot"), // Windows has no sockets without it.
      ...options.env,
    };
  }

  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const { execa } = await import("execa");
    const engine = options.engine ?? (await findEngine());
    const parent = process.env["PULUMI_DINGTALK_TMP"] ?? os.tmpdir();
    const root = await mkdtemp(path.join(await realpath(parent), "pulumi-dingtalk-"));
    const workspace = new Workspace(root, engine, options, execa);
    try {
      for (const folder of ["backend", "home", "tmp"]) await mkdir(path.join(root, folder));
      await layOutProgram(workspace.project, {
        program: options.program,
        installation: options.installation ?? "linked",
        sdk: options.sdk ?? path.join(modules, "@pulumi", "pulumi"),
      });
      return workspace;
    } catch (error) {
      await workspace.dispose();
      throw error;
    }
  }

  get #isOwnBackend(): boolean {
    return this.env["PULUMI_BACKEND_URL"] === `file://${this.backend}`;
  }

  get stack(): string {
    return this.options.stack ?? "test";
  }

  /** Replaces the text of an inline program. */
  async write(source: string, language: Language = "js"): Promise<void> {
    await writeProgram(this.project, source, language);
  }

  /** Runs the CLI. */
  pulumi(args: readonly string[], options: CommandOptions = {}): Running {
    const { cwd = this.project, env = {}, timeoutMs, show = false } = options;
    return run(this.execa, path.join(this.engine.bin, executable("pulumi")), args, {
      cwd,
      extendEnv: false,
      env: { ...this.env, ...env },
      timeout: timeoutMs ?? this.options.timeoutMs ?? 300_000,
      detached: this.options.detached ?? false,
      ...(show ? { stdout: ["inherit", "pipe"], stderr: ["inherit", "pipe"] } : {}),
    });
  }

  /** Makes the stack and sets its configuration. Within `npm test` an empty stack is made once and then copied. */
  async stackInit(): Promise<void> {
    const init = async () =>
      void expectSuccess(await this.pulumi(["stack", "init", this.stack, "--non-interactive"]));
    const place = {
      project: this.project,
      backend: this.backend,
      pulumiHome: this.env["PULUMI_HOME"] ?? "",
      stack: this.stack,
    };
    if (!this.#isOwnBackend || (await hasSettings(place))) {
      await init();
    } else {
      const state = { isMade: false };
      const name = `stack-${await projectName(place)}-${this.stack}`;
      const kept = await once(name, async (folder) => {
        await init();
        state.isMade = true;
        await keepStack(place, folder);
      });
      if (kept === undefined) await init();
      else if (!state.isMade) await layOutStack(place, kept);
    }
    await this.setConfig(this.options.config ?? {}, this.options.secrets ?? {});
  }

  async setConfig(plain: Record<string, string>, secrets: Record<string, string> = {}): Promise<void> {
    const option = (name: string) => (pair: [string, string]) => [name, pair.join("=")];
    const pairs = [
      ...Object.entries(plain).flatMap(option("--plaintext")),
      ...Object.entries(secrets).flatMap(option("--secret")),
    ];
    if (pairs.length > 0) {
      expectSuccess(await this.pulumi(["config", "set-all", "--stack", this.stack, ...pairs]));
    }
  }

  preview(args: readonly string[] = [], options: CommandOptions = {}): Running<OperationResult> {
    return this.#operate("preview", args, options);
  }

  up(args: readonly string[] = [], options: CommandOptions = {}): Running<OperationResult> {
    return this.#operate("up", ["--yes", ...args], options);
  }

  refresh(args: readonly string[] = [], options: CommandOptions = {}): Running<OperationResult> {
    return this.#operate("refresh", ["--yes", ...args], options);
  }

  destroy(args: readonly string[] = [], options: CommandOptions = {}): Running<OperationResult> {
    return this.#operate("destroy", ["--yes", ...args], options);
  }

  #operate(operation: string, args: readonly string[], options: CommandOptions): Running<OperationResult> {
    const log = path.join(this.root, `events-${++this.#operations}.jsonl`);
    const color = options.show === true && process.stdout.isTTY ? "always" : "never";
    const fixed = ["--stack", this.stack, "--non-interactive", "--color", color, "--event-log", log];
    const running = this.pulumi([operation, ...fixed, ...args], options);
    return enrich(running, async (result) => ({ ...result, ...(await readEvents(log)) }));
  }

  async outputs(): Promise<Record<string, unknown>> {
    const args = ["stack", "output", "--json", "--show-secrets", "--stack", this.stack];
    return JSON.parse(expectSuccess(await this.pulumi(args)).stdout) as Record<string, unknown>;
  }

  /** What `pulumi stack export` prints: if it lies in the workspace's own backend read from the file, which takes no process of the CLI. */
  async exportState(): Promise<Deployment> {
    if (!this.#isOwnBackend) {
      const { stdout } = expectSuccess(await this.pulumi(["stack", "export", "--stack", this.stack]));
      return JSON.parse(stdout) as Deployment;
    }
    const file = path.join(this.backend, ".pulumi", "stacks", await projectName(this), `${this.stack}.json`);
    const { version, checkpoint } = JSON.parse(await readFile(file, "utf8")) as Checkpoint;
    return { version, deployment: checkpoint.latest };
  }

  async importState(state: Deployment): Promise<void> {
    const file = path.join(this.root, "tmp", "import.json");
    await writeFile(file, JSON.stringify(state));
    expectSuccess(await this.pulumi(["stack", "import", "--stack", this.stack, "--file", file]));
  }

  /** The raw text of every file in the backend, by its path there. */
  async stateFiles(): Promise<Map<string, string>> {
    const files = new Map<string, string>();
    for (const entry of await readdir(this.backend, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      files.set(path.relative(this.backend, file), await readFile(file, "utf8"));
    }
    return files;
  }

  /** Processes of this workspace that are alive. */
  processes(): number[] {
    return processesOf(this.root);
  }

  /** Kills all that runs here at once, engine, program and provider, as when the machine loses its power. */
  async killAll(): Promise<number> {
    return killProcessesOf(this.root);
  }

  /** Kills what is left and removes the folder. */
  async dispose(): Promise<void> {
    await this.killAll();
    await rm(this.root, { recursive: true, force: true, maxRetries: 3 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

const handedOn = (name: string): Record<string, string> => {
  const value = process.env[name];
  return value === undefined ? {} : { [name]: value };
};

/** The result again; throws with all that was printed if the command did not end with 0. */
export function expectSuccess<T extends Result>(result: T): T {
  if (result.code === 0) return result;
  const how = result.timedOut ? "timed out" : `ended with ${result.code ?? result.signal ?? "nothing"}`;
  throw new Error(`the command ${how}:\n${result.all}`);
}
