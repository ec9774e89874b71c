import type { Call } from "../call";
import { whenOf, type Fault, type FaultSpec } from "./fault";
import { matches } from "./matches";

class ArmedFault implements Fault {
  hits = 0;
  readonly when: "before" | "after";
  readonly struck: Promise<Call>;
  #skip: number;
  #announce: (call: Call) => void = () => undefined;

  constructor(
    readonly id: number,
    readonly spec: FaultSpec,
    private readonly list: Set<ArmedFault>,
  ) {
    this.when = whenOf(spec);
    this.#skip = spec.skip ?? 0;
    this.struck = new Promise((resolve) => {
      this.#announce = resolve;
    });
  }

  /** Takes the call, or lets it pass. */
  strikes(call: Call): boolean {
    if (this.hits >= (this.spec.times ?? 1) || !matches(this.spec, call)) return false;
    if (this.#skip > 0) {
      this.#skip -= 1;
      return false;
    }
    this.hits += 1;
    this.#announce(call);
    return true;
  }

  remove(): void {
    this.list.delete(this);
  }
}

/** The faults asked for, in that order: the first that fits a call strikes it. */
export class FaultList {
  readonly #faults = new Set<ArmedFault>();
  #id = 0;

  add(spec: FaultSpec): Fault {
    const fault = new ArmedFault((this.#id += 1), spec, this.#faults);
    this.#faults.add(fault);
    return fault;
  }

  take(call: Call): Fault | undefined {
    for (const fault of this.#faults) if (fault.strikes(call)) return fault;
    return undefined;
  }

  all(): Fault[] {
    return [...this.#faults];
  }

  get(id: number): Fault | undefined {
    return this.all().find((fault) => fault.id === id);
  }

  clear(): void {
    this.#faults.clear();
  }
}
