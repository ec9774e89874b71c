import type { Output } from "@pulumi/pulumi";

/**
 * Lets outputs of a class of resources read `false` where the state says nothing. Pulumi sets an output while the
 * resource is constructed, so the prototype takes what it sets.
 */
export function defaultToFalse<T extends object>(prototype: T, flags: readonly (keyof T)[]): void {
  for (const flag of flags) {
    Object.defineProperty(prototype, flag, {
      configurable: true,
      set(this: object, stored: Output<boolean | undefined>) {
        // Of the resource itself, so that who exports the whole resource has it too; and made only for who asks.
        const get = () => stored.apply((value) => value ?? false);
        Object.defineProperty(this, flag, { configurable: true, enumerable: true, get });
      },
    });
  }
}
