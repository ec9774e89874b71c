import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";

export interface DepartmentArgs {
  /** The user id of the department's head, in whose name its spaces are made. */
  head: pulumi.Input<string>;
  /** What the department has spaces for; each is called `<department> <purpose>`. */
  purposes: readonly string[];
}

/** A department with its spaces. */
export class Department extends pulumi.ComponentResource {
  /** The ids of its spaces, by purpose. */
  readonly spaceIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, { head, purposes }: DepartmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("examples:dingtalk:Department", name, {}, opts);
    const { unionId } = dingtalk.getUserOutput({ userId: head }, { parent: this });
    const ids = purposes.map((purpose) => {
      const space = new dingtalk.DriveSpace(
        `${name}-${purpose.toLowerCase()}`,
        { name: `${name} ${purpose}`, unionId },
        { parent: this },
      );
      return [purpose, space.spaceId] as const;
    });
    this.spaceIds = pulumi.output(Object.fromEntries(ids));
    this.registerOutputs({ spaceIds: this.spaceIds });
  }
}
