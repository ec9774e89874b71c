import { createRequire } from "node:module";
import path from "node:path";

/**
 * Whether Pulumi's own launcher runs this process. If not, it is an inline program of the Automation API or a test:
 * the provider then runs in another folder and with another environment, neither of which can be known here.
 *
 * @internal
 */
export const isPulumiProgram = (): boolean =>
  process.argv.slice(0, 3).some((argument) => /[\\/]cmd[\\/]run([\\/]|\.|$)/.test(argument));

/** The folder that Pulumi starts the program in, and the provider. A program may leave it later. */
const startFolder = process.cwd();

/**
 * Why the provider cannot start, as far as the program can tell: Pulumi evaluates the text in the state in the folder
 * of the program, where another folder's copy of this package is not found.
 *
 * @internal
 */
export function missingRuntime(folder: string = startFolder): string | undefined {
  try {
    // As a module of that folder sees it: our own `require` would find this copy by its name.
    createRequire(path.join(folder, "index.js")).resolve("pulumi-dingtalk/runtime");
    return undefined;
  } catch (error) {
    // Anything else is not known, and the provider will say it.
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") return undefined;
    return (
      `pulumi-dingtalk cannot be found from ${path.join(folder, "package.json")}, where Pulumi loads it. ` +
      "Add pulumi-dingtalk to the dependencies there, and install them."
    );
  }
}
