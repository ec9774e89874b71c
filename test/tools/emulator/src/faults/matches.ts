import type { Call } from "../call";
import { strikesOnly, type FaultSpec } from "./fault";

/** Whether the fault is for this call. */
export function matches(spec: FaultSpec, call: Call): boolean {
  const { on, match, kind } = spec;
  if (on !== "any" && on !== call.api) return false;
  if (strikesOnly[kind]?.includes(call.api) === false) return false;
  if (kind === "idleReset" && (call.idleMs === undefined || call.idleMs < spec.afterMs)) return false;
  if (match === undefined) return true;
  if (typeof match === "function") return match(call);
  const field = (name: string) => call.params[name] ?? call.query[name] ?? call.body?.[name];
  return (
    (match.name === undefined || fits(field("name"), match.name)) &&
    (match.spaceId === undefined || idsOf(call).includes(match.spaceId)) &&
    (match.unionId === undefined || field("unionId") === match.unionId) &&
    (match.corpId === undefined || field("corpId") === match.corpId) &&
    (match.firstPage === undefined || ((call.query["nextToken"] ?? "") === "") === match.firstPage)
  );
}

function fits(value: unknown, wanted: string | RegExp): boolean {
  return typeof value === "string" && (typeof wanted === "string" ? value === wanted : wanted.test(value));
}

function idsOf(call: Call): readonly unknown[] {
  const ids = call.body?.["spaceIds"];
  return Array.isArray(ids) ? (ids as unknown[]) : [call.params["spaceId"]];
}
