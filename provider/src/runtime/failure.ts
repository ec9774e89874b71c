import { inspect } from "node:util";

/**
 * An error as the engine should have it: a line of text and nothing else. An own `code`, `details` or
 * `metadata` would change what the engine does with it; the host prints `${error}: ${error.stack}` of what
 * check, diff, read and delete throw, beside the error that it shows with the resource.
 */
export function failure(what: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  const error = new Error(oneLine(`${what}: ${why}`));
  error.stack = `${oneLine(what)} failed; the resource's error says why.`;
  Object.defineProperty(error, "toString", { value: () => "pulumi-dingtalk", enumerable: false });
  Object.defineProperty(error, inspect.custom, { value: () => error.message, enumerable: false });
  return error;
}

/** A name may come from a state or from DingTalk, with whatever is in it. */
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, " ");
