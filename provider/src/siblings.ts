import * as pulumi from "@pulumi/pulumi";

/** The names that a program's spaces have in one run. A run has one monitor. */
const runs = new WeakMap<object, string[]>();
const withoutEngine = {};

/** In a larger program every space would carry too many names; then two spaces swap their names in two runs. */
const mostNames = 50;

/**
 * Names of the program's spaces, known once the program has declared them. With them the provider can tell a swap of two
 * names from a name that is taken: while it compares one resource, it does not know the next one yet.
 *
 * @internal
 */
export function declareName(name: pulumi.Input<string>): Promise<string[]> | undefined {
  const monitor: unknown = pulumi.runtime.getMonitor();
  if (typeof name !== "string" || (typeof monitor === "object" && monitor !== null && "mocks" in monitor))
    return undefined;
  const run = typeof monitor === "object" && monitor !== null ? monitor : withoutEngine;
  const names = runs.get(run) ?? [];
  runs.set(run, names);
  names.push(name);
  if (names.length > mostNames) return undefined;
  return Promise.resolve().then(() => (names.length > 1 && names.length <= mostNames ? [...names] : []));
}
