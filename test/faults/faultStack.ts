import { expectSuccess, Workspace, type Deployment, type OperationResult } from "../tools/engine/workspace";
import { startEmulator, type Emulator, type Fault, type FaultSpec } from "../tools/emulator/src/index";
import type { Cell, Operation } from "./cells";
import { besideFaults, kindFault, standingFaults } from "./cellFaults";
import {
  appOf,
  callsMsOf,
  idToImport,
  isRefusedForItsName,
  nameOf,
  operationBoundMs,
  spacesOf,
  type Finding,
  type Situation,
} from "./finding";

/**
 * What the engine and the program may take beside, where many provider processes start on a busy machine: so
 * long that only a run that hangs is stopped. That no operation takes longer, its calls show. Milliseconds.
 */
const engineBoundMs = 400_000;

const runFlags: Readonly<Record<Operation, readonly string[]>> = {
  up: ["--skip-preview", "--continue-on-error"],
  replace: ["--skip-preview", "--continue-on-error"],
  refresh: ["--skip-preview"],
  destroy: ["--skip-preview", "--continue-on-error"],
};

/**
 * Runs cells of one operation as the resources of one stack, each with a user of its own, whom the fault is
 * for: the real engine, with the faults in its first run and without them in the second.
 */
export async function runCells(group: readonly Cell[]): Promise<Finding[]> {
  await using emulator = await startEmulator({
    limits: false,
    apps: [appOf("shared"), ...group.filter(({ alone }) => alone).map(({ key }) => appOf(key))],
    visible: (space, unionId) => space.allStaff || space.madeBy === unionId,
  });
  for (const { corpId } of emulator.apps.values())
    emulator.organization(corpId).spaces.add({ name: "All staff", allStaff: true });
  const operation = group[0]?.operation ?? "up";
  await using workspace = await Workspace.open({
    program: { source: programOf(group) },
    env: { ...emulator.env, DINGTALK_CALLS_PER_SECOND: "200" },
    timeoutMs: operationBoundMs * (operation === "replace" ? 2 : 1) + engineBoundMs,
  });
  await workspace.stackInit();
  return await new FaultStack(group, operation, emulator, workspace).run();
}

/** The program of a group; `WANTED` says which name its spaces have, and `IMPORTS` what is taken over. */
function programOf(group: readonly Cell[]): string {
  const resources = group.map((cell) => ({
    key: cell.key,
    app: cell.alone ? appOf(cell.key) : undefined,
    names: { before: nameOf(cell, "before"), wanted: nameOf(cell, "wanted") },
    full: cell.operation === "destroy" ? nameOf(cell, "full") : undefined,
  }));
  return `
const dingtalk = require("pulumi-dingtalk");
const imports = JSON.parse(process.env.IMPORTS ?? "{}");
for (const { key, app, names, full } of ${JSON.stringify(resources)}) {
  const opts = app ? { provider: new dingtalk.Provider(key + "-app", app) } : {};
  const name = names[process.env.WANTED ?? "before"];
  new dingtalk.DriveSpace(key, { name, unionId: key }, imports[key] ? { ...opts, import: imports[key] } : opts);
  if (full) new dingtalk.DriveSpace(key + "-full", { name: full, unionId: key }, opts);
}
`;
}

class FaultStack {
  readonly #group: readonly Cell[];
  readonly #operation: Operation;
  readonly #emulator: Emulator;
  readonly #workspace: Workspace;
  readonly #situations = new Map<string, Situation[]>();
  readonly #struck = new Map<string, Fault>();

  constructor(group: readonly Cell[], operation: Operation, emulator: Emulator, workspace: Workspace) {
    this.#group = group;
    this.#operation = operation;
    this.#emulator = emulator;
    this.#workspace = workspace;
  }

  async run(): Promise<Finding[]> {
    if (this.#operation !== "up") {
      expectSuccess(await this.#workspace.up(this.#flags("up")));
      for (const cell of this.#group) this.#fill(cell);
      // What a refresh has seen is not taken for a space that does not show yet because it is new.
      expectSuccess(await this.#workspace.refresh(["--skip-preview"]));
    }
    for (const cell of this.#group) {
      this.#struck.set(cell.key, this.#emulator.fault(kindFault(cell, this.#full(cell))));
      this.#add(besideFaults(cell));
    }
    await this.#operate({});
    this.#emulator.clearFaults();
    for (const cell of this.#group) this.#add(standingFaults(cell));
    await this.#operate(this.#imports(({ thenImports }) => thenImports));
    const named = this.#imports(({ key }) => isRefusedForItsName(this.#situations.get(key)?.at(-1)));
    if (Object.keys(named).length > 0) await this.#operate(named);
    return this.#group.map(({ key }) => ({
      key,
      struck: this.#struck.get(key)?.hits ?? 0,
      situations: this.#situations.get(key) ?? [],
    }));
  }

  #spaces(cell: Cell) {
    return this.#emulator.organization(appOf(cell.alone ? cell.key : "shared").corpId).spaces;
  }

  #full(cell: Cell): string | undefined {
    return this.#spaces(cell).named(nameOf(cell, "full"))[0]?.spaceId;
  }

  /** A space that holds files: one of the usual kind, or, where the entries decide, one that takes no quota. */
  #fill(cell: Cell): void {
    const full = this.#full(cell);
    const size = cell.call === "entries" ? 0 : 1024;
    if (full !== undefined)
      for (const name of ["Plan", "Budget"]) this.#spaces(cell).putFile(full, { name, size });
  }

  #add(faults: readonly FaultSpec[]): void {
    for (const spec of faults) this.#emulator.fault(spec);
  }

  /** Side by side: what a cell waits for must not keep the next one from its start. */
  #flags(operation: Operation): string[] {
    const alone = this.#group.some(({ ownStack }) => ownStack);
    const flags = runFlags[operation].filter((flag) => !alone || flag !== "--continue-on-error");
    return [...flags, "--parallel", String(4 * this.#group.length)];
  }

  async #operate(imports: Readonly<Record<string, string>>): Promise<void> {
    const from = this.#emulator.calls.length;
    const command = this.#operation === "replace" ? "up" : this.#operation;
    const result = await this.#workspace[command](this.#flags(this.#operation), {
      env: {
        WANTED: this.#operation === "replace" || this.#operation === "up" ? "wanted" : "before",
        IMPORTS: JSON.stringify(imports),
      },
    });
    await this.#emulator.settled();
    const state = await this.#workspace.exportState();
    for (const cell of this.#group) {
      const known = this.#situations.get(cell.key) ?? [];
      this.#situations.set(cell.key, [...known, this.#situation(cell, result, state, from)]);
    }
  }

  #situation(cell: Cell, result: OperationResult, state: Deployment, from: number): Situation {
    const own = this.#spaces(cell)
      .all()
      .filter(({ madeBy }) => madeBy === cell.key);
    return {
      outOfBounds: result.timedOut,
      callsMs: callsMsOf(this.#emulator.calls.slice(from), cell),
      state: { space: idOf(state, cell.key), full: idOf(state, `${cell.key}-full`) },
      spaces: spacesOf(cell, own),
      errors: result.diagnostics
        .filter(({ severity, urn }) => severity === "error" && urn?.endsWith(`::${cell.key}`))
        .map(({ message }) => message.trim()),
    };
  }

  #imports(which: (cell: Cell) => boolean): Record<string, string> {
    const chosen = this.#group.filter(which).flatMap(({ key }) => {
      const id = idToImport(this.#situations.get(key)?.at(-1));
      return id === undefined ? [] : [[key, id] as const];
    });
    return Object.fromEntries(chosen);
  }
}

/** A resource that waits for its replacement is none. */
function idOf({ deployment }: Deployment, name: string): string | undefined {
  return deployment.resources?.find(
    (resource) =>
      resource.urn.endsWith(`DriveSpace::${name}`) &&
      resource["pendingReplacement"] !== true &&
      resource["delete"] !== true,
  )?.id;
}
