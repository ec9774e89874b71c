import type { Output } from "@pulumi/pulumi";

/**
 * Lets outputs of a class of resources read `false` where the state says nothing. Pulumi sets an output while the
 * resource is constructed, so this is done to the prototype.
 */
export function defaultToFalse<T extends object>(prototype: T, flags: readonly (keyof T)[]): void {
  for (const flag of flags) {
    const stored = new WeakMap<object, Output<boolean | undefined>>();
    Object.defineProperty(prototype, flag, {
      configurable: true,
      get(this: object) {
        return stored.get(this)?.apply((value) => value ?? false);
      },
      set(this: object, value: Output<boolean | undefined>) {
        stored.set(this, value);
      },
    });
  }
}
