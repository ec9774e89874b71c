import { createHandlers } from "./createHandlers";
import { openDrive } from "./openDrive";
import { consoleReporter } from "./reporter";

/**
 * What a DriveSpace's state calls. The sub-path `pulumi-dingtalk/runtime` and the name `driveSpace` stand in
 * the state of every stack: they are frozen for ever.
 *
 * @internal
 */
export const driveSpace = createHandlers({ env: process.env, reporter: consoleReporter(), openDrive });
