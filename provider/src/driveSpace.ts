import * as pulumi from "@pulumi/pulumi";
import type { GetDriveSpaceResult } from "./getDriveSpace";
import { assertKnownKeys } from "./assertKnownKeys";
import { claimSpace } from "./claims";
import { isPulumiProgram, missingRuntime } from "./programProcess";
import { defaultToFalse } from "./flagOutputs";
import { explicitConfigOf } from "./provider";
import { providerText } from "./providerText";
import { runError } from "./runError";
import { secretName } from "./secretName";
import { declareName } from "./siblings";

/** The inputs of a {@link DriveSpace}. */
export interface DriveSpaceArgs {
  /**
   * The name of the space as people see it. DingTalk has no call that renames a space, so a change **replaces**
   * it: the space is deleted first. That is refused while the space contains files, unless `forceDestroy` is set. To
   * rename a space and keep its files, rename it in DingTalk Drive, run `pulumi refresh`, and give the new name here.
   */
  name: pulumi.Input<string>;
  /**
   * The unionId of the user this program acts as: the operator. `getUser` reads it from a user id.
   * A change takes effect in place; one read shows that the new operator sees the space.
   */
  unionId: pulumi.Input<string>;
  /**
   * Whether deleting the space may delete the files in it. It takes effect after the next `pulumi up`: set it, run
   * `pulumi up`, and then destroy or rename. A change takes effect in place, without a call.
   *
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean> | undefined;
  /**
   * Whether the space may be created although another space has the same name. A change takes effect in place,
   * without a call.
   *
   * @default false
   */
  allowDuplicateName?: pulumi.Input<boolean> | undefined;
  /**
   * Whether creating takes over the one space that has this name already, instead of being refused. It is refused
   * if several spaces have the name, or if another resource has the space. You cannot set it together with
   * `allowDuplicateName`. A change takes effect in place, without a call.
   *
   * @default false
   */
  adoptExisting?: pulumi.Input<boolean> | undefined;
}

/** What {@link DriveSpace.get} needs to read an existing space. */
export interface DriveSpaceState {
  /** The unionId of a user who can see the space. */
  unionId: pulumi.Input<string>;
}

/** The options of a {@link DriveSpace}. */
export interface DriveSpaceOptions extends pulumi.CustomResourceOptions {
  /**
   * The id of an existing space to take over instead of creating one. Its name must be `name`; if it is not,
   * the error gives the real one. It is ignored once the resource exists, and you may remove it then.
   */
  import?: pulumi.ID;
}

/** A key for every output, given or not: what has none is no property of the resource at all. */
const noOutputs: Readonly<Record<keyof DriveSpaceArgs | keyof GetDriveSpaceResult, undefined>> = {
  name: undefined,
  unionId: undefined,
  forceDestroy: undefined,
  allowDuplicateName: undefined,
  adoptExisting: undefined,
  spaceId: undefined,
  spaceName: undefined,
  spaceType: undefined,
  quota: undefined,
  usedQuota: undefined,
  permissionMode: undefined,
  createTime: undefined,
  modifyTime: undefined,
};

/**
 * A shared space of DingTalk Drive.
 *
 * Exactly one space is created, whatever breaks on the way. A name that is already taken is refused. A space that
 * contains files is not deleted, unless `forceDestroy` is set.
 *
 * Permissions: `Drive.Space.Write` to create and delete, `Drive.Space.Read` to check the name before creating,
 * `Drive.SpaceManage.Read` to read many with one call, `Storage.File.Read` to see that a space is empty.
 * Errors name DingTalk's code and request id. API pages: `new-space`, `delete-a-space`,
 * `queries-a-space-list`, `retrieves-the-space-list-on-the-management-side`.
 *
 * ## Import
 *
 * In TypeScript and JavaScript the option `import: "<spaceId>"` takes over an existing space. In every other language:
 *
 * ```sh
 * pulumi import dingtalk:index:DriveSpace finance <unionId>/<spaceId>
 * ```
 *
 * `npx pulumi-dingtalk import` writes this for all spaces of an organization.
 *
 * @example
 * ```ts
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * const finance = new dingtalk.DriveSpace("finance", {
 *   name: "Finance",
 *   unionId: "sKUPRiijiSrqsuwqcPiSdbeNwiXxx",
 * });
 * export const spaceId = finance.spaceId;
 * ```
 */
export class DriveSpace extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/dingtalk:DriveSpace";

  /** The name of the space. */
  declare readonly name: pulumi.Output<string>;
  /** The operator's unionId. */
  declare readonly unionId: pulumi.Output<string>;
  /** Whether deleting the space may delete the files in it. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Whether the space may have the name of another. */
  declare readonly allowDuplicateName: pulumi.Output<boolean>;
  /** Whether creating may take over the one space that has this name already. */
  declare readonly adoptExisting: pulumi.Output<boolean>;
  /** DingTalk's id of the space; the resource's id too. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The name as DingTalk has it. */
  declare readonly spaceName: pulumi.Output<string | undefined>;
  /** `org` or `personal`. */
  declare readonly spaceType: pulumi.Output<string | undefined>;
  /** The most the space may hold, in bytes; `-1` means no limit of its own. */
  declare readonly quota: pulumi.Output<number | undefined>;
  /** What the space holds, in bytes, when it was last created or refreshed. */
  declare readonly usedQuota: pulumi.Output<number | undefined>;
  /** `acl` or `custom`. */
  declare readonly permissionMode: pulumi.Output<string | undefined>;
  /** When the space was created, as DingTalk sent it: usually ISO 8601 in UTC, to the second or to the minute. */
  declare readonly createTime: pulumi.Output<string | undefined>;
  /** When the space was last changed, as DingTalk sent it. */
  declare readonly modifyTime: pulumi.Output<string | undefined>;

  /**
   * Reads an existing space without managing it.
   *
   * @param name the resource's name in the program.
   * @param id the space's id.
   * @param state the unionId of a user who can see it.
   * @param opts Pulumi's options.
   * @throws at preview and up, if this user can see no such space.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: DriveSpaceState,
    opts?: pulumi.CustomResourceOptions,
  ): DriveSpace {
    // Without an id Pulumi would take this for a space to create.
    const given: unknown = id;
    if (given === undefined || given === null || (typeof given === "string" && given.trim() === "")) {
      throw runError(`DriveSpace.get '${name}': missing id. Give the id of a space.`);
    }
    return new DriveSpace(name, state as DriveSpaceArgs, { ...opts, id });
  }

  /** Whether `value` is a DriveSpace, also one of another copy of this package. */
  static override isInstance(value: unknown): value is DriveSpace {
    if (typeof value !== "object" || value === null) return false;
    return (value as { __pulumiType?: unknown }).__pulumiType === DriveSpace.__pulumiType;
  }

  /**
   * @param name the resource's name in the program, unique in it.
   * @param args the space's inputs.
   * @param opts Pulumi's options, and `import`.
   */
  constructor(name: string, args: DriveSpaceArgs, opts: DriveSpaceOptions = {}) {
    // The name is taken until the old space is gone, whatever makes Pulumi replace it.
    if (opts.deleteBeforeReplace === false) {
      throw runError(
        `DriveSpace '${name}': deleteBeforeReplace must not be false, because a space is deleted before the next one can have its name. Remove the option.`,
      );
    }
    const missing = isPulumiProgram() ? missingRuntime() : undefined;
    if (missing !== undefined) throw runError(`DriveSpace '${name}': ${missing}`);
    if (usesStackConfiguration(opts)) assertKnownKeys(`DriveSpace '${name}'`);
    // The host of dynamic resources cannot import: create adopts the space instead.
    const { import: importId, ...rest } = opts;
    const siblings = opts.id === undefined ? declareName(args.name) : undefined;
    // Pulumi writes a stack trace for each of the fifty promises that stand behind a resource's outputs. Nobody
    // reads them unless PULUMI_DEBUG_PROMISE_LEAKS is set, and they are a quarter of the time of a preview.
    const { stackTraceLimit } = Error;
    if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Error.stackTraceLimit = 0;
    try {
      super(
        DriveSpace.__pulumiType,
        name,
        {
          // Before the inputs: an output that is given as one must reach check, which names it.
          ...noOutputs,
          spaceName: secretName(args.name),
          ...args,
          ...(importId === undefined ? {} : { __import: importId }),
          ...(siblings === undefined ? {} : { __siblings: siblings }),
          __provider: providerText,
        },
        { ...rest, deleteBeforeReplace: true },
      );
      // The state says nothing of a flag that is not set.
      defaultToFalse(this, args, ["forceDestroy", "allowDuplicateName", "adoptExisting"]);
      // What is only read belongs to nobody.
      if (opts.id === undefined) claimSpace({ resource: this, name }, importId);
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      // What Pulumi refuses at once must still show the line of the program.
      if (error instanceof Error && error.stack?.includes("\n    at ") !== true)
        Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

/** Whether no explicit provider is given or inherited. */
function usesStackConfiguration({ provider, parent }: DriveSpaceOptions): boolean {
  const explicit = provider ?? parent?.getProvider(DriveSpace.__pulumiType);
  return explicit === undefined || explicitConfigOf(explicit) === undefined;
}
