import { Emulator } from "./emulator";
import type { EmulatorOptions } from "./options";

/**
 * Starts an emulator on 127.0.0.1.
 *
 * @example
 * const emulator = await startEmulator({ spaces: ["Finance"], latencyMs: 50 });
 * // ... calls to emulator.endpoint ...
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(options);
  await emulator.listen();
  return emulator;
}
