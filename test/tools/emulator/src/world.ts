import { registerApp, type App } from "./app";
import { Limits } from "./limits";
import { behaviourOf, type Behaviour, type EmulatorOptions } from "./options";
import { Organization, type PartitionSeed, type UserSeed } from "./organization";
import { newAllStaffFolder } from "./space";
import { TokenDesk } from "./tokenDesk";

const defaultApp = {
  clientId: "dingemulatorclient",
  clientSecret: "emulator-client-secret",
  corpId: "dingemulatorcorp",
};

const defaultUser: UserSeed = { userId: "user1", unionId: "emulatorUnionId", name: "Emulated User" };

const defaultPartitions: readonly PartitionSeed[] = [{ max: 100 * 2 ** 30 }];

/** Everything the emulator knows: apps, organizations, tokens and how to behave. */
export class World {
  readonly apps = new Map<string, App>();
  readonly organizations = new Map<string, Organization>();
  readonly desk = new TokenDesk();
  readonly limits = new Limits();
  readonly behaviour: Behaviour;
  readonly #options: EmulatorOptions;
  #dialects: readonly string[];
  #sequence = 0;

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.behaviour = behaviourOf(options);
    this.#dialects = options.dialects ?? [];
    for (const seed of options.apps ?? [defaultApp]) {
      this.apps.set(seed.clientId, registerApp(seed));
      this.organization(seed.corpId);
    }
    for (const space of options.spaces ?? []) this.organization(this.firstApp.corpId).spaces.add(space);
  }

  get dialects(): readonly string[] {
    return this.#dialects;
  }

  speak(dialects: readonly string[]): void {
    Object.assign(this.behaviour, behaviourOf(this.#options, dialects));
    this.#dialects = dialects;
  }

  get firstApp(): App {
    for (const app of this.apps.values()) return app;
    throw new Error("The emulator needs at least one app.");
  }

  get users(): readonly UserSeed[] {
    return this.#options.users ?? [defaultUser];
  }

  /** The one of that id; an organization is there once it is named. */
  organization(corpId: string): Organization {
    const known = this.organizations.get(corpId);
    if (known !== undefined) return known;
    const host = {
      now: () => this.now(),
      nextSequence: () => (this.#sequence += 1),
      listOrder: () => this.behaviour.listOrder,
    };
    const { partitions = defaultPartitions, allStaffFolder = true } = this.#options;
    const folder = allStaffFolder
      ? newAllStaffFolder(String(10_000 - this.organizations.size), this.now())
      : undefined;
    const made = new Organization(corpId, this.users, partitions, host, folder);
    this.organizations.set(corpId, made);
    return made;
  }

  now(): number {
    const { clock = Date.now } = this.#options;
    return (typeof clock === "function" ? clock() : clock.now()) + this.behaviour.clockSkewMs;
  }

  monthlyQuota(): number {
    const { limits } = this.behaviour;
    const quota = limits === false ? false : (limits.monthlyQuota ?? 5_000);
    return quota === false ? Infinity : quota;
  }
}
