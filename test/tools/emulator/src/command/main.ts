import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { startEmulator } from "../startEmulator";
import { environmentLines } from "./environmentLines";
import { readCommandLine } from "./options";
import { onStop } from "./stopSignals";

const options = readCommandLine(process.argv.slice(2));

void startEmulator(options.emulator).then(
  (emulator) => {
    for (const fault of options.faults) emulator.fault(fault);
    emulator.setMonthUsed(options.monthUsed);
    const trusted = writeCertificate(emulator.certificate, options.certificateFile);
    onStop(() => {
      void emulator.close().finally(() => process.exit(0));
    });
    // Whoever reads the lines may go away after the first of them.
    process.stdout.on("error", () => undefined);
    process.stdout.write(environmentLines({ ...emulator.env, ...trusted }));
    if (options.log) {
      emulator.onCall((call) => {
        const outcome = `${call.status ?? call.fault ?? "-"} ${call.code ?? ""}`.trimEnd();
        process.stderr.write(`${call.number} ${call.api} ${call.method} ${call.path} ${outcome}\n`);
      });
    }
  },
  (error: unknown) => {
    process.stderr.write(`dingtalk-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

/** @returns the variable by which Node trusts it */
function writeCertificate(certificate: string | undefined, file: string | undefined): Record<string, string> {
  if (certificate === undefined || file === undefined) return {};
  writeFileSync(file, certificate);
  return { NODE_EXTRA_CA_CERTS: resolve(file) };
}
