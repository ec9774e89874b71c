import type { DriveSpaceHandlers } from "../../provider/src/runtime/createHandlers";
import { providerKey, type Properties } from "../../provider/src/runtime/inputs";

/** One process of the provider, as the engine calls it: the handlers of the dynamic resource, or a plugin's service. */
export type ProviderProcess = Pick<
  DriveSpaceHandlers,
  "check" | "diff" | "create" | "read" | "update" | "delete"
>;

/** The inputs of a program's resources, by their names, in the program's order. */
export type StandInProgram = Readonly<Record<string, Properties>>;

/** What a run said of each resource that failed, by its name. */
export type StandInRun = Readonly<Record<string, string>>;

export interface StandInResource {
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** It was made, and something after that failed: the next `up` calls update. */
  readonly isPartial?: boolean;
  /** It was deleted to be replaced, and its successor is not there: the next `up` calls create. */
  readonly isPendingReplacement?: boolean;
}

/** Values as they cross the wire and lie in the state: what is `undefined` is not there. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * The engine's order of calls, without the engine: check, diff, then create, update, or delete and create; a refresh
 * reads and compares with the sides swapped; each run is a process of its own, and a preview is another. The state
 * lies between them as JSON. What fails does not keep the others from going on (`--continue-on-error`).
 */
export class EngineStandIn {
  readonly #newProcess: () => ProviderProcess;
  #state = "{}";

  constructor(newProcess: () => ProviderProcess) {
    this.#newProcess = newProcess;
  }

  /** The state's resources by their names. */
  get resources(): Readonly<Record<string, StandInResource>> {
    return JSON.parse(this.#state) as Record<string, StandInResource>;
  }

  /** Every check and diff, and nothing is done. */
  async preview(program: StandInProgram): Promise<StandInRun> {
    const process = this.#newProcess();
    const run = new Run();
    for (const name of Object.keys(program)) await run.try(name, () => this.#plan(process, program, name));
    return run.errors;
  }

  /** Plans one resource after the other, and does what is planned side by side. */
  async up(program: StandInProgram, { preview = false } = {}): Promise<StandInRun> {
    if (preview) {
      const errors = await this.preview(program);
      if (Object.keys(errors).length > 0) return errors;
    }
    const process = this.#newProcess();
    const run = new Run();
    const steps: Promise<void>[] = [];
    for (const name of Object.keys(program)) {
      const step = await run.try(name, () => this.#plan(process, program, name));
      if (step) steps.push(run.try(name, step));
    }
    await Promise.all(steps);
    const leaving = Object.keys(this.resources).filter((name) => !Object.hasOwn(program, name));
    await Promise.all(leaving.map((name) => run.try(name, () => this.#delete(process, name))));
    return run.errors;
  }

  async refresh(): Promise<StandInRun> {
    const process = this.#newProcess();
    const run = new Run();
    const names = Object.keys(this.resources);
    await Promise.all(names.map((name) => run.try(name, () => this.#refresh(process, name))));
    return run.errors;
  }

  async destroy(): Promise<StandInRun> {
    const process = this.#newProcess();
    const run = new Run();
    const names = Object.keys(this.resources);
    await Promise.all(names.map((name) => run.try(name, () => this.#delete(process, name))));
    return run.errors;
  }

  /** What is to be done for a resource of the program. */
  async #plan(process: ProviderProcess, program: StandInProgram, name: string): Promise<() => Promise<void>> {
    const old = this.resources[name];
    const news = asJson({ ...program[name], [providerKey]: "text" });
    const { inputs, failures } = await process.check(asJson(old?.inputs ?? {}), news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    const checked = asJson({ ...inputs, [providerKey]: news[providerKey] });
    if (!old) return () => this.#create(process, name, checked);
    const diff = await process.diff(old.id, asJson(old.outputs), checked);
    if (old.isPendingReplacement === true) return () => this.#create(process, name, checked);
    if (diff.replaces.length > 0) return () => this.#replace(process, old, checked);
    if (diff.changes || old.isPartial === true) return () => this.#update(process, old, checked);
    return () => {
      this.#keep({ ...old, inputs: checked });
      return Promise.resolve();
    };
  }

  async #create(process: ProviderProcess, name: string, inputs: Properties): Promise<void> {
    try {
      const { id, outs } = await process.create(asJson(inputs));
      this.#keep({ name, id, inputs, outputs: { ...outs, [providerKey]: inputs[providerKey] } });
    } catch (error) {
      // An error that carries them is of a resource that is there.
      const { id, properties } = error as { id?: string; properties?: Properties };
      if (id !== undefined) this.#keep({ name, id, inputs, outputs: properties ?? {}, isPartial: true });
      throw error;
    }
  }

  async #replace(process: ProviderProcess, old: StandInResource, inputs: Properties): Promise<void> {
    await process.delete(old.id, asJson(old.outputs));
    this.#keep({ ...old, isPendingReplacement: true });
    await this.#create(process, old.name, inputs);
  }

  async #update(process: ProviderProcess, old: StandInResource, inputs: Properties): Promise<void> {
    const { outs } = await process.update(old.id, asJson(old.outputs), asJson(inputs));
    const outputs = { ...outs, [providerKey]: inputs[providerKey] };
    this.#keep({ name: old.name, id: old.id, inputs, outputs });
  }

  async #refresh(process: ProviderProcess, name: string): Promise<void> {
    const old = this.resources[name];
    if (!old || old.isPendingReplacement === true) return;
    const { id, props, inputs } = await process.read(old.id, asJson(old.outputs));
    if (id === undefined || id === "") {
      this.#drop(name);
      return;
    }
    const provider = { [providerKey]: old.outputs[providerKey] };
    const outputs = asJson({ ...props, ...provider });
    await process.diff(id, outputs, asJson(old.inputs));
    this.#keep({ name, id, inputs: inputs ? { ...inputs, ...provider } : old.inputs, outputs });
  }

  async #delete(process: ProviderProcess, name: string): Promise<void> {
    const old = this.resources[name];
    if (old && old.isPendingReplacement !== true) await process.delete(old.id, asJson(old.outputs));
    this.#drop(name);
  }

  #keep(resource: StandInResource): void {
    this.#state = JSON.stringify({ ...this.resources, [resource.name]: resource });
  }

  #drop(name: string): void {
    this.#state = JSON.stringify({ ...this.resources, [name]: undefined });
  }
}

/** One run, which goes on after what fails. */
class Run {
  readonly errors: Record<string, string> = {};

  async try<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.errors[name] = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}
