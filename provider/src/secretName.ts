import * as pulumi from "@pulumi/pulumi";

/**
 * The name, if it is secret: as an input of the name `spaceName` it makes Pulumi keep the output of that name secret too,
 * since a dynamic provider cannot say so itself.
 *
 * @internal
 */
export function secretName(name: pulumi.Input<string>): pulumi.Output<string | undefined> | undefined {
  if (!pulumi.Output.isInstance(name)) return undefined;
  const known = pulumi.output(name);
  return pulumi.output(pulumi.isSecret(known).then((isSecret) => (isSecret ? known : undefined)));
}
