import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { doctor, type DoctorRequest, type Surroundings } from "../../../../provider/src/cli/doctor/doctor";
import { gotTransport } from "../../../../provider/src/dingtalk/http/gotTransport";
import { VirtualClock } from "../../../support/virtualClock";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../../tools/emulator/src";

// Repeats are many calls, and the machine may be busy.
jest.setTimeout(240_000);

export interface ReportEntry {
  readonly check: string;
  readonly mark: string;
  readonly finding: string;
  readonly advice?: string;
  readonly facts?: Record<string, unknown>;
}

export interface Seen {
  /** What was printed, and what was said beside it. */
  readonly printed: string;
  readonly said: readonly string[];
  /** The message of the error that it ended with; `undefined` if it ended with 0. */
  readonly failure: string | undefined;
  readonly report: { findings: ReportEntry[]; assumptions: Record<string, string>[] };
  readonly reportText: string;
  /** Which finding of the report is about this. */
  readonly of: (check: string) => ReportEntry | undefined;
}

export const installed = {
  node: "24.1.0",
  sdk: "3.259.0",
  ours: {
    version: "0.1.0",
    engines: { node: ">=22" },
    peerDependencies: { "@pulumi/pulumi": "^3.240.0" },
  },
};

const started: Emulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** An emulator for one test, and the clock that it goes by. */
export async function emulate(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; clock: VirtualClock }> {
  const clock = new VirtualClock().flow();
  const emulator = await startEmulator({ clock: clock.serving, ...options });
  started.push(emulator);
  return { emulator, clock };
}

/** Runs the doctor against it. */
export async function examineWith(
  { emulator, clock }: { emulator: Emulator; clock: VirtualClock },
  request: Partial<DoctorRequest> = {},
  around: Partial<Surroundings> = {},
): Promise<Seen> {
  const printed: string[] = [];
  const said: string[] = [];
  const folder = await mkdtemp(path.join(os.tmpdir(), "doctor-"));
  const file = path.join(folder, "report.json");
  const run = doctor(
    { write: false, json: false, report: file, ...request },
    {
      print: (text) => void printed.push(text),
      say: (line) => void said.push(line),
      env: emulator.env,
      transport: clock.over(gotTransport()),
      clock,
      installed,
      runPulumi: () => Promise.reject(new Error("no CLI in this test")),
      ...around,
    },
  );
  const failure = await run.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const reportText = await readFile(file, "utf8").finally(() => rm(folder, { recursive: true }));
  const report = JSON.parse(reportText) as Seen["report"];
  const of = (check: string) => report.findings.find((one) => one.check === check);
  return { printed: printed.join(""), said, failure, report, reportText, of };
}

export const countedCalls = (emulator: Emulator): number =>
  Object.values(emulator.summary()).reduce((sum, { counted }) => sum + counted, 0);
