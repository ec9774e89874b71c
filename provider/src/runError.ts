import * as pulumi from "@pulumi/pulumi";

/**
 * An error of one line: Pulumi prints a RunError without its stack.
 *
 * @internal
 */
export function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
