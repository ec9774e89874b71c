import { EngineStandIn, type ProviderProcess, type StandInRun } from "../support/engineStandIn";
import { VirtualClock } from "../support/virtualClock";
import { openHandlers, type HandlerOptions } from "../support/handlers";
import { startEmulator, type Emulator, type FaultSpec } from "../tools/emulator/src/index";
import type { Cell } from "./cells";
import { besideFaults, isEmulators, kindFault, standingFaults } from "./cellFaults";
import {
  appOf,
  callsMsOf,
  idToImport,
  isRefusedForItsName,
  nameOf,
  spacesOf,
  type Finding,
  type Situation,
} from "./finding";
import { OwnFaultDriver, otherApp } from "./ownFault";

/** Starts a process of the provider that talks to the emulator, by the clock. */
export type StartProcess = (
  emulator: Emulator,
  clock: VirtualClock,
  options: Pick<HandlerOptions, "transport" | "beforeWrite" | "env">,
) => ProviderProcess;

const dynamicResource: StartProcess = (emulator, clock, options) =>
  openHandlers(emulator, clock, options).handlers;

/** So long after it was made a space may be taken for one that does not show yet, and a little more. Milliseconds. */
const youthMs = 11 * 60_000;

/** For so long no list and no query shows an unseen space. Milliseconds. */
const unseenMs = 20_000;

/**
 * How long ago the space was made when the faults come: a while; a second, so that what does not show it says nothing;
 * a second, and indeed nothing shows it yet.
 */
export type Age = "old" | "young" | "unseen";

export interface InProcessOptions {
  readonly startProcess?: StartProcess;
  /** @default "old" */
  readonly age?: Age;
}

/**
 * Runs one cell with an emulator and a clock of its own: the faults in its first run, without them in the second,
 * and where the error names a space to import, in a third what it says.
 */
export async function runInProcess(
  cell: Cell,
  { startProcess = dynamicResource, age = "old" }: InProcessOptions = {},
): Promise<Finding> {
  const clock = new VirtualClock().flow();
  await using emulator = await startEmulator({
    limits: false,
    control: false,
    clock: clock.serving,
    apps: [appOf(cell.key), otherApp],
    spaces: [{ name: "All staff", allStaff: true }],
    users: [{ userId: cell.key, unionId: cell.key }],
  });
  const { spec } = cell.kind;
  const own = isEmulators(spec) ? undefined : new OwnFaultDriver(spec, cell, clock);
  const engine = new EngineStandIn(() =>
    startProcess(
      emulator,
      clock,
      own ? { transport: own.transport, beforeWrite: own.beforeWrite, env: own.env(emulator.env) } : {},
    ),
  );
  return await new CellRun(cell, emulator, engine, clock, own).run(age);
}

class CellRun {
  readonly #cell: Cell;
  readonly #emulator: Emulator;
  readonly #engine: EngineStandIn;
  readonly #clock: VirtualClock;
  readonly #own: OwnFaultDriver | undefined;
  readonly #situations: Situation[] = [];

  constructor(
    cell: Cell,
    emulator: Emulator,
    engine: EngineStandIn,
    clock: VirtualClock,
    own: OwnFaultDriver | undefined,
  ) {
    this.#cell = cell;
    this.#emulator = emulator;
    this.#engine = engine;
    this.#clock = clock;
    this.#own = own;
  }

  async run(age: Age): Promise<Finding> {
    const { key, operation, thenImports } = this.#cell;
    if (age === "unseen") this.#add([{ on: "add", kind: "hidden", forMs: unseenMs, times: Infinity }]);
    if (operation !== "up") await this.#layOut();
    this.#emulator.clearFaults();
    await this.#clock.pass(age === "old" ? youthMs : 1_000);
    const fault = this.#own ?? this.#emulator.fault(kindFault(this.#cell, this.#full()));
    this.#own?.arm();
    this.#add(besideFaults(this.#cell));
    await this.#operate();
    this.#emulator.clearFaults();
    this.#own?.disarm();
    this.#add(standingFaults(this.#cell));
    await this.#clock.pass(youthMs);
    await this.#operate(thenImports ? idToImport(this.#situations.at(-1)) : undefined);
    const last = this.#situations.at(-1);
    if (isRefusedForItsName(last)) await this.#operate(idToImport(last));
    return { key, struck: fault.hits, situations: this.#situations };
  }

  /** What is there before the faults: the space, and where it is destroyed another with files. */
  async #layOut(): Promise<void> {
    const errors = await this.#engine.up(this.#program("before"));
    if (Object.keys(errors).length > 0) throw new Error(`lay out the cell: ${JSON.stringify(errors)}`);
    const full = this.#full();
    const size = this.#cell.call === "entries" ? 0 : 1024;
    if (full !== undefined)
      for (const name of ["Plan", "Budget"]) this.#emulator.spaces.putFile(full, { name, size });
  }

  #full(): string | undefined {
    return this.#emulator.spaces.named(nameOf(this.#cell, "full"))[0]?.spaceId;
  }

  #add(faults: readonly FaultSpec[]): void {
    for (const spec of faults) this.#emulator.fault(spec);
  }

  #program(what: "before" | "wanted", imported?: string) {
    const { key, operation } = this.#cell;
    const taken = imported === undefined ? {} : { __import: imported };
    return {
      [key]: { name: nameOf(this.#cell, what), unionId: key, ...taken },
      ...(operation === "destroy"
        ? { [`${key}-full`]: { name: nameOf(this.#cell, "full"), unionId: key } }
        : {}),
    };
  }

  async #operate(imported?: string): Promise<void> {
    const from = this.#emulator.calls.length;
    const { operation } = this.#cell;
    const errors =
      operation === "refresh" || operation === "destroy"
        ? await this.#engine[operation]()
        : await this.#engine.up(this.#program("wanted", imported));
    await this.#emulator.settled();
    this.#situations.push(this.#situation(errors, from));
  }

  #situation(errors: StandInRun, from: number): Situation {
    const { key } = this.#cell;
    const own = this.#emulator.spaces.all().filter(({ allStaff }) => !allStaff);
    const idOf = (name: string) => {
      const resource = this.#engine.resources[name];
      return resource?.isPendingReplacement === true ? undefined : resource?.id;
    };
    const error = errors[key];
    return {
      outOfBounds: false,
      callsMs: callsMsOf(this.#emulator.calls.slice(from), this.#cell),
      state: { space: idOf(key), full: idOf(`${key}-full`) },
      spaces: spacesOf(this.#cell, own),
      errors: error === undefined ? [] : [error],
    };
  }
}
