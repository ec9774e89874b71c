import type { Reporter } from "../dingtalk/http/reporter";
import type { DriveSpaceHandlers } from "../runtime/createHandlers";
import type { LookUps } from "../runtime/lookUps";
import type { CancellableClock } from "./cancellableClock";

/** What the service's methods share: one provider process. */
export interface PluginContext {
  readonly handlers: DriveSpaceHandlers;
  readonly lookUps: LookUps;
  readonly clock: CancellableClock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly reporter: Reporter;
  readonly version: string;
  readonly readSchema: () => string;
  /** The provider's inputs, under the keys of a stack's configuration, for example `dingtalk:clientId`. */
  config: ReadonlyMap<string, unknown>;
  /** Whether the engine has had the provider's inputs checked, which it does if a program runs. */
  isChecked: boolean;
}

/** The only resource, in the engine's words. */
export const driveSpaceType = "dingtalk:index:DriveSpace";
