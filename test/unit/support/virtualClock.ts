import { settle, VirtualClock as SimulationClock } from "../../bench/simulation/virtualClock";

/** Time that goes on only while `run` waits, from the middle of a minute on. */
export class VirtualClock extends SimulationClock {
  constructor() {
    super(Date.parse("2026-08-01T12:00:30Z"));
  }

  /** Lets time go on until the work is done, and then until nobody sleeps any longer. */
  override async run<T>(work: Promise<T>): Promise<T> {
    try {
      return await super.run(work);
    } finally {
      while (this.wakeNext()) await settle();
    }
  }
}
