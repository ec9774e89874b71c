import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./providerText";

/** The inputs of a {@link DriveSpace}. */
export interface DriveSpaceArgs {
  /**
   * The name of the space as people see it. DingTalk has no call that renames a space: a change **replaces**
   * it, deleting it first, which is refused while it holds files, unless `forceDestroy` is set. To rename a
   * space and keep its files, rename it in DingTalk Drive, run `pulumi refresh`, and give the new name here.
   */
  name: pulumi.Input<string>;
  /**
   * The unionId of the user in whose name the space is made, read and deleted: the operator. See `getUser`.
   * A change takes effect in place; one read shows that the new operator sees the space.
   */
  unionId: pulumi.Input<string>;
  /**
   * Whether deleting the space may delete the files in it. It counts once it is in the state: set it, run
   * `pulumi up`, and then destroy or rename. A change takes effect in place, without a call.
   *
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean> | undefined;
  /**
   * Whether the space may be made although DingTalk already has one of the same name. A change takes effect
   * in place, without a call.
   *
   * @default false
   */
  allowDuplicateName?: pulumi.Input<boolean> | undefined;
}

/** What {@link DriveSpace.get} needs to read an existing space. */
export interface DriveSpaceState {
  /** The unionId of a user who can see the space. */
  unionId: pulumi.Input<string>;
}

/** The options of a {@link DriveSpace}. */
export interface DriveSpaceOptions extends pulumi.CustomResourceOptions {
  /**
   * The id of an existing space to take over instead of making one. Its name must be `name`; if it is not,
   * the error says the real one. Ignored once the resource exists; it may be taken out afterwards.
   */
  import?: pulumi.ID;
}

/** A key for every output, given or not: what has none is no property of the resource at all. */
const noOutputs = {
  name: undefined,
  unionId: undefined,
  forceDestroy: undefined,
  allowDuplicateName: undefined,
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
 * Exactly one space is made whatever breaks on the way, a name that is already taken is refused, and a space
 * that holds files is not deleted unless `forceDestroy` says so.
 *
 * Permissions: `Drive.Space.Write` to make and delete, `Drive.Space.Read` to look before making,
 * `Drive.SpaceManage.Read` to read many with one call, `Storage.File.Read` to see that a space is empty.
 * Errors name DingTalk's code and request id. API pages: `new-space`, `delete-a-space`,
 * `queries-a-space-list`, `retrieves-the-space-list-on-the-management-side`.
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
  /** DingTalk's id of the space; the resource's id too. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The name as DingTalk has it. */
  declare readonly spaceName: pulumi.Output<string>;
  /** `org` or `personal`. */
  declare readonly spaceType: pulumi.Output<string>;
  /** The most the space may hold, in bytes; `-1` means no limit of its own. */
  declare readonly quota: pulumi.Output<number>;
  /** What the space holds, in bytes, when it was last made or refreshed. */
  declare readonly usedQuota: pulumi.Output<number>;
  /** `acl` or `custom`. */
  declare readonly permissionMode: pulumi.Output<string>;
  /** When the space was made, ISO 8601 in UTC, as DingTalk sent it: to the second or to the minute. */
  declare readonly createTime: pulumi.Output<string>;
  /** When the space was last changed, ISO 8601 in UTC, as DingTalk sent it. */
  declare readonly modifyTime: pulumi.Output<string>;

  /**
   * Reads an existing space without managing it.
   *
   * @param name the resource's name in the program.
   * @param id the space's id.
   * @param state the unionId of a user who can see it.
   * @param opts Pulumi's options.
   * @throws at preview and up, if DingTalk shows this user no such space.
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
      throw new pulumi.RunError(`DriveSpace.get '${name}': id is missing: give the id of a space.`);
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
    // The host of dynamic resources cannot import: create adopts the space instead.
    const { import: importId, ...rest } = opts;
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
          ...args,
          ...(importId === undefined ? {} : { __import: importId }),
          __provider: providerText,
        },
        // Its name is taken until the old space is gone, whatever makes Pulumi replace it.
        { deleteBeforeReplace: true, ...rest },
      );
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      // What Pulumi refuses at once shall still show the line of the program.
      if (error instanceof Error && error.stack?.includes("\n    at ") !== true)
        Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}
