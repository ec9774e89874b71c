import type { Drive } from "../dingtalk/drive";
import { bothSpellings, collectGiven, readConfiguration, type Configuration } from "./configuration";
import { openDrive } from "./openDrive";
import { consoleReporter } from "./reporter";

type Get = (key: string) => unknown;
type Args = Readonly<Record<string, unknown>>;

/** What one run of a program shares with one configuration: its token, its pace, its count of calls. */
const drives = new WeakMap<object, Map<string, Drive>>();

function driveOf(run: object, configuration: Configuration): Drive {
  const open = drives.get(run) ?? new Map<string, Drive>();
  drives.set(run, open);
  const key = JSON.stringify(configuration);
  let drive = open.get(key);
  if (!drive) open.set(key, (drive = openDrive(configuration, consoleReporter())));
  return drive;
}

const open = (run: object, get: Get) => {
  const configuration = readConfiguration(collectGiven(get), process.env);
  return { configuration, drive: () => driveOf(run, configuration) };
};

/** Equal keys mean equal calls. */
export function lookUpKey(name: string, args: Args, get: Get): string {
  return JSON.stringify([
    name,
    Object.entries(args)
      .filter(([, value]) => value !== undefined)
      .sort(),
    collectGiven(get),
  ]);
}

/** The data functions, where they run. Their declarations say what they are. */
export const lookUps = {
  async getOrgStorage(run: object, get: Get, args: Args) {
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
        quota: { used, max, ...(typeof reserved === "number" ? { reserved } : {}), type },
      })),
    };
  },

  async getDriveSpace(run: object, get: Get, args: Args) {
    const { spaceId, unionId } = strings(args, {
      spaceId: "the space's id",
      unionId: "the unionId of a user who can see the space",
    });
    const space = await open(run, get).drive().read(spaceId, unionId);
    if (!space)
      throw new Error(
        `DingTalk shows unionId's user no space with the id ${spaceId}. Check spaceId and unionId.`,
      );
    return space;
  },

  async getDriveSpaces(run: object, get: Get, args: Args) {
    const { unionId } = strings(args, { unionId: "the unionId of a user who can see the spaces" });
    return { spaces: [...(await open(run, get).drive().list(unionId))] };
  },

  async getUser(run: object, get: Get, args: Args) {
    const { userId } = strings(args, { userId: "the user's id in the organization" });
    return open(run, get).drive().user(userId);
  },
};

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
    throw new Error(`${unknown} is not an argument; there are ${Object.keys(wanted).join(", ")}.`);
  return { ...args } as Checked<T>;
}

type Checked<T> = { [K in keyof T]: K extends "corpId" ? string | undefined : string };
