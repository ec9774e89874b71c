import { systemClock } from "../../dingtalk/http/clock";
import { gotTransport } from "../../dingtalk/http/gotTransport";
import type { Outside } from "../import";
import { runPulumi } from "../pulumiCli";
import { doctor, type DoctorRequest } from "./doctor";
import { installedIn } from "./versions";

/** The doctor on this machine, in this folder. */
export function runDoctor(request: DoctorRequest, outside: Outside): Promise<void> {
  return doctor(request, {
    ...outside,
    transport: gotTransport(),
    clock: systemClock,
    installed: installedIn(process.cwd()),
    runPulumi,
  });
}
