import { Emulator } from "./emulator";
import { readDialects } from "./dialects";
import type { EmulatorOptions } from "./options";

/**
 * Starts an emulator on 127.0.0.1. Unless `dialects` is given, it speaks those of the environment's
 * `DINGTALK_EMULATOR_DIALECTS`, which has commas between them.
 *
 * @example
 * const emulator = await startEmulator({ spaces: ["Finance"], latencyMs: 50 });
 * // ... calls to emulator.endpoint ...
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { dialects = readDialects(process.env["DINGTALK_EMULATOR_DIALECTS"] ?? "") } = options;
  const emulator = new Emulator({ ...options, dialects });
  await emulator.listen();
  return emulator;
}
