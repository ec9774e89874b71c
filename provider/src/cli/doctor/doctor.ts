import type { Clock } from "../../dingtalk/http/clock";
import type { Transport } from "../../dingtalk/http/transport";
import type { Outside } from "../import";
import type { RunPulumi } from "../pulumiCli";
import { writeText } from "../writeText";
import { examine } from "./examine";
import type { Finding } from "./finding";
import { findingsTable } from "./findingsTable";
import { reportOf } from "./report";
import { uninterrupted } from "./uninterrupted";
import type { Installed } from "./versions";

export interface DoctorRequest {
  /** The stack whose configuration is read first; none for the environment alone. */
  readonly stack?: string | undefined;
  readonly unionId?: string | undefined;
  /** Makes one space, and deletes it. */
  readonly write: boolean;
  /** Where the findings go as JSON. */
  readonly report?: string | undefined;
  /** Prints the same JSON instead of the table. */
  readonly json: boolean;
}

/** What the doctor looks at beside DingTalk. */
export interface Surroundings extends Outside {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly installed: Installed;
  readonly runPulumi: RunPulumi;
}

/** `npx pulumi-dingtalk doctor`: says what is right and what to mend. Throws the first thing to mend, if there is one. */
export async function doctor(request: DoctorRequest, around: Surroundings): Promise<void> {
  const look = () => examine(request, around);
  const examined = await (request.write ? uninterrupted(around.say, look) : look());
  const report = reportOf(examined);
  around.print(request.json ? report : findingsTable(examined.findings));
  if (request.report !== undefined) await writeText(request.report, report);
  const first = examined.findings.find(({ mark }) => mark === "wrong");
  if (first) throw new Error(`mend first: ${sentence(first)}`);
  const notable = examined.findings.find(({ mark }) => mark === "warning");
  around.say(notable ? `nothing must be mended; look at: ${sentence(notable)}` : "nothing must be mended.");
}

const sentence = ({ check, finding, advice }: Finding): string =>
  `${check}: ${finding.replace(/\.?$/, ".")}${advice === undefined ? "" : ` ${advice}`}`;
