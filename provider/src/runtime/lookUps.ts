import type { Drive } from "../dingtalk/drive";
import { sameName } from "../dingtalk/spaces/spaceName";
import type { Space } from "../dingtalk/wire/schemas";
import { explicitConfig, readConfiguration, type Configuration } from "./configuration";
import { bothSpellings } from "./configurationKeys";
import { warnDeprecated, warnDeprecatedKeys } from "./deprecations";
import type { HandlerDependencies } from "./session";

type Get = (key: string) => unknown;
type Args = Readonly<Record<string, unknown>>;

/** Equal keys mean equal calls. */
export function lookUpKey(name: string, args: Args, get: Get): string {
  return JSON.stringify([
    name,
    Object.entries(args)
      .filter(([, value]) => value !== undefined)
      .sort(),
    explicitConfig(get),
  ]);
}

export type LookUps = ReturnType<typeof createLookUps>;

/** Makes the data functions, as they run. Their declarations say what they are. */
export function createLookUps(deps: HandlerDependencies) {
  const { env, reporter, openDrive } = deps;
  /** What one run of a program shares with one configuration: its token, its pace, its count of calls. */
  const drives = new WeakMap<object, Map<string, Drive>>();

  const driveOf = (run: object, configuration: Configuration): Drive => {
    const opened = drives.get(run) ?? new Map<string, Drive>();
    drives.set(run, opened);
    const key = JSON.stringify(configuration);
    let drive = opened.get(key);
    if (!drive) opened.set(key, (drive = openDrive(configuration, reporter)));
    return drive;
  };

  const open = (run: object, get: Get) => {
    const explicit = explicitConfig(get);
    warnDeprecatedKeys(deps, explicit);
    const configuration = readConfiguration(explicit, env);
    return { configuration, drive: () => driveOf(run, configuration) };
  };

  return {
    async getOrgStorage(run: object, get: Get, args: Args) {
      warnDeprecated(deps, "getOrgStorage", args);
      const { corpId: wanted, unionId } = strings(args, {
        corpId: "",
        unionId: "a unionId of the organization",
      });
      const { configuration, drive } = open(run, get);
      const corpId = wanted ?? configuration.corpId;
      if (corpId === undefined)
        throw new Error(`corpId is missing: give it, or set ${bothSpellings("corpId")}.`);
      const org = await drive().organizationStorage(corpId, unionId);
      return {
        corpId: org.corpId,
        partitions: org.partitions.map(({ partitionType, quota: { used, max, reserved, type } }) => ({
          partitionType,
          quota: { used, max, ...(reserved === undefined ? {} : { reserved }), type },
        })),
      };
    },

    /** @param isLater whether it must be asked anew: an answer of this run from before does not do. */
    async getDriveSpace(run: object, get: Get, args: Args, isLater = false) {
      warnDeprecated(deps, "getDriveSpace", args);
      const { spaceId, name, unionId } = strings(args, {
        spaceId: "",
        name: "",
        unionId: "the unionId of a user who can see the space",
      });
      if ((spaceId === undefined) === (name === undefined))
        throw new Error("expected spaceId or name, one of the two. Give the id or the name of the space.");
      if (spaceId === undefined) return theOneNamed(name ?? "", await open(run, get).drive().list(unionId));
      const space = await open(run, get)
        .drive()
        .read(spaceId, unionId, ...(isLater ? [0] : []));
      if (!space)
        throw new Error(
          `no space with id ${spaceId} is visible to the user given as unionId. Check spaceId and unionId.`,
        );
      return space;
    },

    async getDriveSpaces(run: object, get: Get, args: Args) {
      warnDeprecated(deps, "getDriveSpaces", args);
      const { unionId } = strings(args, { unionId: "the unionId of a user who can see the spaces" });
      return { spaces: [...(await open(run, get).drive().list(unionId))] };
    },

    async getUser(run: object, get: Get, args: Args) {
      warnDeprecated(deps, "getUser", args);
      const { userId } = strings(args, { userId: "the user's id in the organization" });
      return open(run, get).drive().user(userId);
    },
  };
}

/** The one space of this name. */
function theOneNamed(name: string, spaces: readonly Space[]): Space {
  const [space, ...others] = spaces.filter(({ spaceName }) => sameName(spaceName, name));
  if (!space) {
    throw new Error(
      `no space with the name '${name}' is visible to the user given as unionId. Check name and unionId.`,
    );
  }
  if (others.length === 0) return space;
  const ids = [space, ...others].map(({ spaceId }) => spaceId);
  throw new Error(
    `${ids.length} spaces have the name '${name}': ids ${ids.join(", ")}. Give spaceId instead.`,
  );
}

/** The arguments, each a text that is not empty; one whose help is empty may be left out. */
function strings<T extends Record<string, string>>(args: Args, wanted: T): Checked<T> {
  for (const [key, help] of Object.entries(wanted)) {
    const value = args[key];
    if ((value === undefined || value === null) && help === "") continue;
    if (value === undefined || value === null) throw new Error(`${key} is missing: give ${help}.`);
    if (typeof value !== "string") throw new Error(`${key} must be a string, not a ${typeof value}.`);
    if (value.trim() === "") throw new Error(`${key} is empty${help && `: give ${help}`}.`);
  }
  const unknown = Object.keys(args).find((key) => !Object.hasOwn(wanted, key));
  if (unknown !== undefined)
    throw new Error(`unknown argument ${unknown}; expected ${Object.keys(wanted).join(", ")}.`);
  return { ...args } as Checked<T>;
}

type Checked<T> = { [K in keyof T]: K extends "corpId" | "spaceId" | "name" ? string | undefined : string };
