import type * as driveModule from "../dingtalk/drive";
import type { Drive } from "../dingtalk/drive";
import type { Reporter } from "../dingtalk/http/reporter";
import type { Clock } from "../dingtalk/http/clock";
import type * as clockModule from "../dingtalk/http/clock";
import type * as transportModule from "../dingtalk/http/gotTransport";
import type { Configuration } from "./configuration";
import { endWithEngine } from "./engineWatch";
import { traceFile } from "./traceFile";

export type OpenDrive = (configuration: Configuration, reporter: Reporter) => Drive;

/** Opens a Drive whose waits go by this clock; by the machine's, if none is given. */
export const openDriveWith =
  (clock?: Clock): OpenDrive =>
  (configuration, reporter) => {
    /* eslint-disable @typescript-eslint/no-require-imports -- loaded when the first call is made */
    const { Drive } = require("../dingtalk/drive") as typeof driveModule;
    const { systemClock } = require("../dingtalk/http/clock") as typeof clockModule;
    const { gotTransport } = require("../dingtalk/http/gotTransport") as typeof transportModule;
    /* eslint-enable @typescript-eslint/no-require-imports */
    return new Drive(configuration, {
      transport: gotTransport(),
      clock: clock ?? systemClock,
      reporter,
      trace: traceFile(process.env["DINGTALK_TRACE"], reporter),
      beforeWrite: endWithEngine,
    });
  };

/** Loads what talks to DingTalk now and not before: a preview makes no call and must not wait for it. */
export const openDrive: OpenDrive = openDriveWith();
