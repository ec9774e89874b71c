import type { Drive } from "../dingtalk/drive";
import type { OpenDrive } from "../runtime/openDrive";

/** One Drive a configuration: resources and functions of one process share its token and its pace. */
export function sharedDrive(openDrive: OpenDrive): OpenDrive {
  const drives = new Map<string, Drive>();
  return (configuration, reporter) => {
    // Where a value comes from is only for errors.
    const key = JSON.stringify({
      ...configuration,
      credentials: { ...configuration.credentials, sources: undefined },
    });
    const drive = drives.get(key) ?? openDrive(configuration, reporter);
    drives.set(key, drive);
    return drive;
  };
}
