import * as pulumi from "@pulumi/pulumi";

/** Which resource of a program's run has which space. A run has one monitor. */
const runs = new WeakMap<object, Map<string, pulumi.Resource>>();
const withoutEngine = {};

/** A resource of the program, and its name for people. */
interface Claimant {
  readonly resource: pulumi.CustomResource;
  readonly name: string;
}

/**
 * A space belongs to one resource: two of a program that import one id, or of which one imports the space that the
 * other has, are refused at preview, whichever providers they have. The provider cannot see this: two providers are two
 * processes.
 */
export function claimSpace({ resource, name }: Claimant, importId: string | undefined): void {
  if (importId !== undefined) claim({ resource, name }, importId);
  // Not known at preview for a space that is not made yet.
  resource.id.apply((id) => claim({ resource, name }, id));
}

function claim({ resource, name }: Claimant, id: string): void {
  const run = (pulumi.runtime.getMonitor() as object | undefined) ?? withoutEngine;
  const claims = runs.get(run) ?? new Map<string, pulumi.Resource>();
  runs.set(run, claims);
  const holder = claims.get(id);
  claims.set(id, holder ?? resource);
  if (holder === undefined || holder === resource) return;
  // A program that logs an error still ends well; one that throws does not.
  throw new pulumi.RunError(
    `DriveSpace '${name}': space ${id} belongs to another DriveSpace of this program too, and a space belongs to one resource. ` +
      "Remove the option import, or one of the two resources.",
  );
}
