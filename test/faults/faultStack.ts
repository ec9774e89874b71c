import { expectSuccess, Workspace, type Deployment, type OperationResult } from "../engine/workspace";
import { startEmulator, type Emulator, type Fault } from "../emulator/src/index";
import type { Cell, Operation } from "./cells";

/** Of one operation of the provider. Milliseconds. */
export const operationBoundMs = 110_000;
/**
 * What the engine and the program may take beside, where many provider processes start on a busy machine: so
 * long that only a run that hangs is stopped. That no operation takes longer, its calls show. Milliseconds.
 */
const engineBoundMs = 400_000;

/** What is so after a run of the engine. */
export interface Situation {
  /** The run went over its bound and was stopped. */
  readonly outOfBounds: boolean;
  /** Milliseconds between a cell's first and last call. */
  readonly callsMs: number;
  /** The ids in the state, by resource. */
  readonly state: Readonly<Record<"space" | "full", string | undefined>>;
  /** The ids that DingTalk has, by the space's name. */
  readonly spaces: Readonly<Record<"before" | "wanted" | "full", readonly string[]>>;
  /** The resource's errors. */
  readonly errors: readonly string[];
}

export interface Finding {
  readonly key: string;
  /** Calls that the kind's fault struck. */
  readonly struck: number;
  /** After each run, the one before the faults first where there was one. */
  readonly situations: readonly Situation[];
}

const runFlags: Readonly<Record<Operation, readonly string[]>> = {
  up: ["--skip-preview", "--continue-on-error"],
  replace: ["--skip-preview", "--continue-on-error"],
  refresh: ["--skip-preview"],
  destroy: ["--skip-preview", "--continue-on-error"],
};

/** Names are told apart by their first word, the cell's user. */
const nameOf = (cell: Cell, what: keyof Situation["spaces"]): string => {
  const words = { before: "Before", wanted: "Wanted", full: "Full" };
  return `${cell.key} ${words[what]}`;
};

/**
 * Runs cells of one operation as the resources of one stack, each with a user of its own, whom the fault is
 * for: the real engine, with the faults in its first run and without them in the second.
 */
export async function runCells(group: readonly Cell[]): Promise<Finding[]> {
  await using emulator = await startEmulator({
    limits: false,
    apps: [app("shared"), ...group.filter(({ alone }) => alone).map(({ key }) => app(key))],
    visible: (space, unionId) => space.name.startsWith(`${unionId} `),
  });
  const operation = group[0]?.operation ?? "up";
  await using workspace = await Workspace.open({
    program: { source: programOf(group) },
    env: { ...emulator.env, DINGTALK_CALLS_PER_SECOND: "200" },
    timeoutMs: operationBoundMs * (operation === "replace" ? 2 : 1) + engineBoundMs,
  });
  await workspace.stackInit();
  return await new FaultStack(group, operation, emulator, workspace).run();
}

const app = (key: string) => ({
  clientId: `${key}-client`,
  clientSecret: `${key}-secret`,
  corpId: `${key}-corp`,
});

/** The program of a group; `WANTED` says which name its spaces have, and `IMPORTS` what is taken over. */
function programOf(group: readonly Cell[]): string {
  const resources = group.map((cell) => ({
    key: cell.key,
    app: cell.alone ? app(cell.key) : undefined,
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
  readonly #situations = new Map<string, Situation[]>();
  readonly #struck = new Map<string, Fault>();

  constructor(
    private readonly group: readonly Cell[],
    private readonly operation: Operation,
    private readonly emulator: Emulator,
    private readonly workspace: Workspace,
  ) {}

  async run(): Promise<Finding[]> {
    if (this.operation !== "up") {
      expectSuccess(await this.workspace.up(this.#flags("up")));
      for (const cell of this.group) this.#fill(cell);
    }
    this.#setFaults(this.group.flatMap((cell) => [...this.#ofKind(cell), ...this.#beside(cell)]));
    await this.#operate({});
    this.#setFaults(this.group.flatMap((cell) => this.#standing(cell)));
    await this.#operate(this.#imports(({ thenImports }) => thenImports));
    const named = this.#imports((cell) => this.#refusedForItsName(cell));
    if (Object.keys(named).length > 0) await this.#operate(named);
    return this.group.map(({ key }) => ({
      key,
      struck: this.#struck.get(key)?.hits ?? 0,
      situations: this.#situations.get(key) ?? [],
    }));
  }

  #spaces(cell: Cell) {
    return this.emulator.organization(app(cell.alone ? cell.key : "shared").corpId).spaces;
  }

  /** A space that holds files: one of the usual kind, or, where the entries decide, one that takes no quota. */
  #fill(cell: Cell): void {
    const spaces = this.#spaces(cell);
    for (const { spaceId } of spaces.named(nameOf(cell, "full"))) {
      const size = cell.call === "entries" ? 0 : 1024;
      for (const name of ["Plan", "Budget"]) spaces.putFile(spaceId, { name, size });
    }
  }

  #setFaults(faults: readonly (() => void)[]): void {
    this.emulator.clearFaults();
    for (const add of faults) add();
  }

  #ofKind(cell: Cell): (() => void)[] {
    const { key, call, kind, repeatedly } = cell;
    const times = repeatedly ? Infinity : 1;
    const [full] = this.#spaces(cell).named(nameOf(cell, "full"));
    const match =
      call === "token"
        ? { corpId: app(key).corpId }
        : call === "entries" && full
          ? { spaceId: full.spaceId }
          : { unionId: key };
    const add = () =>
      void this.#struck.set(key, this.emulator.fault({ ...kind.spec, on: call, times, match }));
    // What stands beside the list's denial must not be hidden by it.
    return [add];
  }

  #beside(cell: Cell): (() => void)[] {
    const also = cell.also.map(
      (spec) => () => void this.emulator.fault({ ...spec, match: { unionId: cell.key } }),
    );
    return [...also, ...this.#standing(cell)];
  }

  #standing({ key, always }: Cell): (() => void)[] {
    return always.map((spec) => () => void this.emulator.fault({ ...spec, match: { unionId: key } }));
  }

  /** Side by side: what a cell waits for must not keep the next one from its start. */
  #flags(operation: Operation): string[] {
    const alone = this.group.some(({ ownStack }) => ownStack);
    const flags = runFlags[operation].filter((flag) => !alone || flag !== "--continue-on-error");
    return [...flags, "--parallel", String(4 * this.group.length)];
  }

  async #operate(imports: Readonly<Record<string, string>>): Promise<void> {
    const from = this.emulator.calls.length;
    const command = this.operation === "replace" ? "up" : this.operation;
    const result = await this.workspace[command](this.#flags(this.operation), {
      env: {
        WANTED: this.operation === "replace" || this.operation === "up" ? "wanted" : "before",
        IMPORTS: JSON.stringify(imports),
      },
    });
    await this.emulator.settled();
    const state = await this.workspace.exportState();
    for (const cell of this.group) {
      const known = this.#situations.get(cell.key) ?? [];
      this.#situations.set(cell.key, [...known, this.#situation(cell, result, state, from)]);
    }
  }

  #situation(cell: Cell, result: OperationResult, state: Deployment, from: number): Situation {
    const spaces = this.#spaces(cell);
    const ids = (what: keyof Situation["spaces"]) =>
      spaces.named(nameOf(cell, what)).map(({ spaceId }) => spaceId);
    const times = this.emulator.calls
      .slice(from)
      .filter(({ query, body }) =>
        [query["unionId"], (body as { unionId?: string } | undefined)?.unionId].includes(cell.key),
      )
      .map(({ time }) => time);
    return {
      outOfBounds: result.timedOut,
      callsMs: times.length === 0 ? 0 : Math.max(...times) - Math.min(...times),
      state: { space: idOf(state, cell.key), full: idOf(state, `${cell.key}-full`) },
      spaces: { before: ids("before"), wanted: ids("wanted"), full: ids("full") },
      errors: result.diagnostics
        .filter(({ severity, urn }) => severity === "error" && urn?.endsWith(`::${cell.key}`))
        .map(({ message }) => message.trim()),
    };
  }

  #refusedForItsName(cell: Cell): boolean {
    const last = this.#situations.get(cell.key)?.at(-1);
    return last?.errors.some((line) => line.includes("set the option import")) ?? false;
  }

  /** What a person would write after reading the error, or after looking in DingTalk Drive. */
  #imports(which: (cell: Cell) => boolean): Record<string, string> {
    const chosen = this.group.filter(which).flatMap((cell) => {
      const last = this.#situations.get(cell.key)?.at(-1);
      const told = /import: "(\d+)"/.exec(last?.errors.join(" ") ?? "")?.[1];
      const id = told ?? last?.spaces.wanted[0];
      return id === undefined ? [] : [[cell.key, id] as const];
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
