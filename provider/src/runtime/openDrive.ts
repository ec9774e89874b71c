import type * as driveModule from "../dingtalk/drive";
import type { Drive } from "../dingtalk/drive";
import type { Reporter } from "../dingtalk/reporter";
import type * as clockModule from "../dingtalk/clock";
import type * as transportModule from "../dingtalk/transport";
import type { Configuration } from "./configuration";
import { traceFile } from "./traceFile";

/** Loads what talks to DingTalk now and not before: a preview makes no call and should not wait for it. */
export function openDrive(configuration: Configuration, reporter: Reporter): Drive {
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded when the first call is made */
  const { Drive } = require("../dingtalk/drive") as typeof driveModule;
  const { systemClock } = require("../dingtalk/clock") as typeof clockModule;
  const { gotTransport } = require("../dingtalk/transport") as typeof transportModule;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return new Drive(configuration, {
    transport: gotTransport(),
    clock: systemClock,
    reporter,
    trace: traceFile(process.env["DINGTALK_TRACE"], reporter),
  });
}
