import { startEmulator, type Emulator, type EmulatorOptions, type Space } from "../tools/emulator/src";
import {
  Workspace,
  type OperationResult,
  type StateResource,
  type WorkspaceOptions,
} from "../tools/engine/workspace";
import type { Language } from "../tools/engine/program";

/** A program of spaces of these names, as resources `s0`, `s1`, … that are its outputs too. */
export const spacesNamed = (names: readonly string[] = ["A", "B", "C"]): string =>
  names
    .map(
      (name, index) =>
        `exports.s${index} = new dingtalk.DriveSpace("s${index}", { name: ${JSON.stringify(name)}, unionId });`,
    )
    .join("\n");

export interface StackOptions extends Partial<Omit<WorkspaceOptions, "program">> {
  /** The program, without its head: `dingtalk`, `pulumi` and `unionId` are there. */
  program?: string;
  /** A whole program instead, in a language of its own. */
  source?: { source: string; language: Language };
  emulator?: EmulatorOptions;
  /** @default the emulator's, so that the program finds it in the environment */
  environment?: Record<string, string>;
}

export interface Run extends OperationResult {
  /** How many calls the run made, by API. */
  calls: Record<string, number>;
}

type Operation = "preview" | "up" | "refresh" | "destroy";

const head = `
const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");
const unionId = process.env.DINGTALK_UNION_ID;
`;

/** A program, the engine that runs it, and the DingTalk it talks to. */
export class Stack {
  readonly #tokens = new Set<string>();

  constructor(
    readonly emulator: Emulator,
    readonly workspace: Workspace,
  ) {}

  /** Replaces the program. */
  program(text: string): Promise<void> {
    return this.workspace.write(head + text);
  }

  preview(...args: string[]): Promise<Run> {
    return this.run("preview", args);
  }

  /** Previews where `args` do not say otherwise: `up("--skip-preview")` is twice as fast. */
  up(...args: string[]): Promise<Run> {
    return this.run("up", args);
  }

  refresh(...args: string[]): Promise<Run> {
    return this.run("refresh", ["--skip-preview", ...args]);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run("destroy", ["--skip-preview", ...args]);
  }

  async run(
    operation: Operation,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<Run> {
    const before = this.emulator.calls.length;
    const result = await this.workspace[operation](args, { env });
    const calls: Record<string, number> = {};
    for (const { api } of this.emulator.calls.slice(before)) calls[api] = (calls[api] ?? 0) + 1;
    return { ...result, calls };
  }

  /** The resources in the state, by their names in the program. */
  async resources(): Promise<Record<string, StateResource>> {
    const { resources = [] } = (await this.workspace.exportState()).deployment;
    return Object.fromEntries(resources.map((resource) => [nameOf(resource.urn), resource]));
  }

  /** The one space of this name. */
  space(name: string): Space {
    const [space, ...others] = this.emulator.spaces.named(name);
    if (space === undefined || others.length > 0)
      throw new Error(`there are ${space === undefined ? 0 : others.length + 1} spaces '${name}'`);
    return space;
  }

  /** All that may stand in no output and in no file. */
  get secrets(): string[] {
    return [...[...this.emulator.apps.values()].map(({ clientSecret }) => clientSecret), ...this.#tokens];
  }

  /** Every text in the backend, and all that the runs printed, must be free of them. */
  async leaks(...runs: readonly Run[]): Promise<string[]> {
    const texts = [...(await this.workspace.stateFiles()).values(), ...runs.map(({ all }) => all)];
    return this.secrets.filter((secret) => texts.some((text) => text.includes(secret)));
  }

  /** Remembers the tokens that calls bring along. */
  watchTokens(): void {
    this.emulator.fault({
      on: "any",
      kind: "noAnswer",
      match: ({ token }) => {
        if (token !== undefined) this.#tokens.add(token);
        return false;
      },
    });
  }
}

const open: Stack[] = [];

/** An emulator and a stack for it; both end with the test. */
export async function openStack(options: StackOptions = {}): Promise<Stack> {
  const { program = "", source, emulator: emulatorOptions, environment, ...workspaceOptions } = options;
  const emulator = await startEmulator(emulatorOptions);
  try {
    const workspace = await Workspace.open({
      ...workspaceOptions,
      program: source ?? { source: head + program },
      env: { ...(environment ?? emulator.env), ...workspaceOptions.env },
    });
    const stack = new Stack(emulator, workspace);
    open.push(stack);
    stack.watchTokens();
    await workspace.stackInit();
    return stack;
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

jest.setTimeout(240_000);

afterEach(async () => {
  for (const { workspace, emulator } of open.splice(0)) {
    await workspace.dispose();
    await emulator.close();
  }
});

/** The last part of a URN. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** `create a`: what a run did, in the order of the names. The stack itself is left out. */
export function steps(run: Run): string[] {
  return run.steps
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
    .sort();
}

/** Errors as the engine shows them, by the name of their resource; what it adds itself is left out. */
export function errors(run: Run): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { severity, message, urn } of run.diagnostics) {
    if (severity !== "error" || /^(preview|update|refresh|destroy) failed$/.test(message.trim())) continue;
    (found[nameOf(urn ?? "")] ??= []).push(message.trim());
  }
  return found;
}
