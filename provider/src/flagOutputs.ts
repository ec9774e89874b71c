import * as pulumi from "@pulumi/pulumi";

/**
 * Lets outputs of a resource read `false` where the state says nothing.
 *
 * @param given the inputs of these names.
 */
export function defaultToFalse<T extends string>(
  resource: Record<T, pulumi.Output<boolean>>,
  given: { readonly [Flag in T]?: pulumi.Input<boolean> | undefined },
  flags: readonly T[],
): void {
  for (const flag of flags) {
    const stored: pulumi.Output<boolean | undefined> = resource[flag];
    const input = given[flag] ?? false;
    // Of the resource itself, so that who exports the whole resource has it too; and made only for who asks.
    const get = () =>
      // At preview Pulumi takes what the state does not say for unknown.
      pulumi.runtime.isDryRun() && typeof input === "boolean"
        ? pulumi.output(input)
        : stored.apply((value) => value ?? false);
    Object.defineProperty(resource, flag, { configurable: true, enumerable: true, get });
  }
}
