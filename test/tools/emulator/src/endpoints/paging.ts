import type { Place } from "../listOrder";
import type { Behaviour } from "../options";

/** A page's size as asked for. */
export function pageSize(text: string | undefined, most: number): number | "invalid" | "too large" {
  if (text === undefined || !/^[1-9]\d*$/.test(text)) return "invalid";
  return Number(text) > most ? "too large" : Number(text);
}

/** How many a page of that size holds. */
export function pageLength(size: number, { shortPages }: Behaviour): number {
  return shortPages ? Math.ceil(size / 3) : size;
}

/** The place a `nextToken` stands for; none is the beginning. */
export function readPageToken(token: string | undefined): Place | undefined | "invalid" {
  if (token === undefined || token === "") return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (!Array.isArray(value)) return "invalid";
    const [sequence, name] = value as unknown[];
    return typeof sequence === "number" && typeof name === "string" ? { sequence, name } : "invalid";
  } catch {
    return "invalid";
  }
}

/** The field that goes into the answer: the end is an empty token or none. */
export function writePageToken(next: Place | undefined, end: "absent" | "empty"): { nextToken?: string } {
  if (next === undefined) return end === "empty" ? { nextToken: "" } : {};
  return { nextToken: Buffer.from(JSON.stringify([next.sequence, next.name])).toString("base64url") };
}
