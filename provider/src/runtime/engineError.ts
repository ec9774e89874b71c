import { inspect } from "node:util";
import { oneLine, textOf } from "../dingtalk/http/text";

/**
 * An error as the engine should have it: a line of text and nothing else. An own `code`, `details` or
 * `metadata` would change what the engine does with it; the host prints `${error}: ${error.stack}` of what
 * check, diff, read and delete throw, beside the error that it shows with the resource.
 */
export function toEngineError(what: string, cause: unknown): Error {
  const error = new Error(oneLine(`${what}: ${textOf(cause)}`));
  error.stack = `${oneLine(what)} failed; the resource's error says why.`;
  Object.defineProperty(error, "toString", { value: () => "pulumi-dingtalk", enumerable: false });
  Object.defineProperty(error, inspect.custom, { value: () => error.message, enumerable: false });
  return error;
}
