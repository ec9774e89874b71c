import type { FaultSpec } from "./fault";
import { parseFault } from "./parseFault";

/** Reads a fault from a command line: JSON, or `add:reset,when=after,match.name=Finance`. */
export function parseFaultText(text: string): FaultSpec {
  if (text.startsWith("{")) return parseFault(JSON.parse(text));
  const [head = "", ...settings] = text.split(",");
  const [on, kind] = head.split(":");
  const fault: Record<string, unknown> = { on, kind };
  const match: Record<string, unknown> = {};
  for (const setting of settings) {
    const [key = "", ...rest] = setting.split("=");
    const value = rest.join("=");
    if (key.startsWith("match."))
      match[key.slice("match.".length)] = valueOf(key.slice("match.".length), value);
    else fault[key] = valueOf(key, value);
  }
  return parseFault(Object.keys(match).length > 0 ? { ...fault, match } : fault);
}

const lists = new Set(["without", "requiredScopes", "tokens"]);
const flags = new Set(["half", "firstPage"]);
const numbers = new Set(["times", "skip", "delayMs", "status", "overMs", "afterMs", "forMs", "length"]);

function valueOf(key: string, text: string): unknown {
  if (lists.has(key)) return text.split("+");
  if (flags.has(key)) return text === "true";
  // "always" is the one number that is a word.
  return numbers.has(key) && /^\d+$/.test(text) ? Number(text) : text;
}
