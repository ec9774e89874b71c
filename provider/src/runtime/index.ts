/**
 * What a DriveSpace's state calls. The sub-path `pulumi-dingtalk/runtime` and the name `driveSpace` stand in
 * the state of every stack: they are frozen for ever.
 *
 * @internal
 */
export { driveSpace } from "./driveSpace";
