import { dialects } from "../tools/emulator/src";
import { randomFrom, shuffled } from "../tools/bench/simulation/random";

/**
 * Some of the emulator's dialects that do not exclude each other, the same ones for the same seed; about every
 * second of them. Joined with commas they go into `DINGTALK_EMULATOR_DIALECTS`.
 *
 * @param among - names that may be taken, all unless given
 */
export function randomDialects(seed: number, among?: readonly string[]): string[] {
  const random = randomFrom(seed);
  const taken: string[] = [];
  const changed = new Set<string>();
  const known = dialects.filter(({ id }) => among?.includes(id) ?? true);
  for (const dialect of shuffled(known, seed)) {
    const keys = Object.keys(dialect.behaviour);
    if (random() < 0.5 || keys.some((key) => changed.has(key))) continue;
    for (const key of keys) changed.add(key);
    taken.push(dialect.id);
  }
  return taken.sort();
}
