import { gotTransport } from "../../provider/src/dingtalk/http/gotTransport";
import type { Transport } from "../../provider/src/dingtalk/http/transport";
import { Drive } from "../../provider/src/dingtalk/drive";
import { createHandlers, type DriveSpaceHandlers } from "../../provider/src/runtime/createHandlers";
import { deprecations as released, type Deprecation } from "../../provider/src/runtime/deprecations";
import type { OpenDrive } from "../../provider/src/runtime/openDrive";
import type { Emulator } from "../tools/emulator/src";
import type { VirtualClock } from "./virtualClock";

export interface OpenedHandlers {
  handlers: DriveSpaceHandlers;
  /** What the process said, line by line. */
  lines: string[];
}

export interface HandlerOptions {
  /** What the stack's configuration gives, under short names. */
  config?: Record<string, unknown>;
  /** @default the emulator's */
  env?: Record<string, string>;
  /** What stands before the transport. */
  transport?: ((transport: Transport) => Transport) | undefined;
  /** See the client's dependencies. */
  beforeWrite?: (() => Promise<void>) | undefined;
  /** @default those of the release */
  deprecations?: readonly Deprecation[];
}

/** DingTalk Drive over a real socket, by this clock. */
export const openDriveBy =
  (
    clock: VirtualClock,
    { transport = (plain) => plain, beforeWrite }: Pick<HandlerOptions, "transport" | "beforeWrite">,
  ): OpenDrive =>
  (configuration, reporter) =>
    new Drive(configuration, {
      transport: transport(clock.over(gotTransport())),
      clock,
      reporter,
      beforeWrite,
    });

/** The handlers as a new process of the provider has them, over a real socket to the emulator. */
export function openHandlers(
  emulator: Emulator,
  clock: VirtualClock,
  { config = {}, env = emulator.env, transport, beforeWrite, deprecations = released }: HandlerOptions = {},
): OpenedHandlers {
  const lines: string[] = [];
  const keep = (_key: string, line: string) => void lines.push(line);
  const handlers = createHandlers({
    env,
    now: clock.now,
    deprecations,
    reporter: { notice: keep, warn: keep },
    openDrive: openDriveBy(clock, { transport, beforeWrite }),
  });
  void handlers.configure({ config: { get: (key) => config[key.replace("dingtalk:", "")] } });
  return { handlers, lines };
}
