import type { ApiName } from "../apis";
import type { Call } from "../call";
import type { NameChange } from "./changeName";

/** Which calls of an API a fault is for; all that is given must fit. */
export interface FaultMatch {
  /** The name in an add's body. */
  name?: string | RegExp;
  /** The id in the path, or one of those queried. */
  spaceId?: string;
  unionId?: string;
  corpId?: string;
  /** True for a list's first page, false for the later ones. */
  firstPage?: boolean;
}

export interface FaultTarget {
  /** The call it strikes. */
  on: ApiName | "any";
  match?: FaultMatch | ((call: Call) => boolean);
  /** How many calls it strikes; `Infinity` is every one. @default 1 */
  times?: number;
  /** How many fitting calls pass before the first is struck. @default 0 */
  skip?: number;
  /** Instead of the deed, or once it is done. @default depends on the kind, see the README */
  when?: "before" | "after";
  /** Wait before the deed (`before`) or before the answer (`after`). @default 0 */
  delayMs?: number;
}

export type FaultKind =
  /** An error by its code, with the documented status and message unless others are given. */
  | {
      kind: "error";
      code: string;
      status?: number;
      message?: string;
      requiredScopes?: readonly string[];
      keys?: "lower" | "pascal";
    }
  /** The connection is held and never answered. */
  | { kind: "noAnswer" }
  /** The deed is done `delayMs` after the call (1,000 unless given), which is never answered. */
  | { kind: "late" }
  /** The connection is reset. */
  | { kind: "reset" }
  /** Half of the answer, then the connection is closed. */
  | { kind: "cut" }
  /** 200 with a text that is no JSON; `text: ""` is an empty body. */
  | { kind: "unreadable"; text?: string; status?: number }
  /** 200 without some of its fields, half of its list, or another `nextToken`. */
  | { kind: "incomplete"; without?: readonly string[]; half?: boolean; nextToken?: unknown }
  /** With 5xx a gateway's page, with any other status the page a blocked address gets. */
  | { kind: "html"; status?: number }
  /** `{"status":1111, ...}`, the other form of the same. */
  | { kind: "blocked"; status?: number }
  /** To the emulator's own `/_emulator/redirected`, where who follows is recorded. */
  | { kind: "redirect"; status?: 301 | 302 | 303 | 307 | 308; location?: string }
  /** The answer in drops. */
  | { kind: "slowBody"; overMs: number }
  /** The error's keys in the other spelling, whatever the answer is. */
  | { kind: "respelt" }
  /** An error whose message repeats the token, the body and the query of the call. */
  | { kind: "secretEcho"; code?: string; status?: number }
  /** Bytes that are no HTTP, over https bytes that are no TLS record; then the end of the connection. */
  | { kind: "garbage" }
  /** Over https only: the connection ends with a fatal TLS alert. */
  | { kind: "tlsAlert" }
  /** Strikes only calls on a connection that has idled for `afterMs`: it is reset before the call is read. */
  | { kind: "idleReset"; afterMs: number }
  /** An empty page whose `nextToken` leads through `tokens` again and again. */
  | { kind: "circle"; tokens: readonly string[] }
  /** The answers of an operator who may see nothing: lists and queries are empty, all else is refused. */
  | { kind: "blind" }
  /** The new space stays out of lists and queries for `forMs`. */
  | { kind: "hidden"; forMs: number }
  /** Lists and queries show the deleted space for `forMs` more. */
  | { kind: "lingering"; forMs: number }
  /** The space is made under a changed name; `cut` ends it at `length` (20 unless given). */
  | { kind: "changedName"; how: NameChange; length?: number }
  /** Any other answer. */
  | { kind: "answer"; status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

export type FaultSpec = FaultTarget & FaultKind;

/** A fault that has been asked for. */
export interface Fault {
  readonly id: number;
  readonly spec: FaultSpec;
  readonly when: "before" | "after";
  /** Calls struck so far. */
  readonly hits: number;
  /** Fulfilled when the first call is struck. */
  readonly struck: Promise<Call>;
  remove(): void;
}

const afterTheDeed: ReadonlySet<FaultKind["kind"]> = new Set([
  "cut",
  "unreadable",
  "incomplete",
  "slowBody",
  "respelt",
  "late",
  "hidden",
  "lingering",
  "changedName",
] as const);

/** The calls that a kind can strike, unless it can strike all. */
export const strikesOnly: Partial<Record<FaultKind["kind"], readonly ApiName[]>> = {
  circle: ["list", "entries"],
  blind: ["add", "delete", "list", "query", "storage", "entries"],
  hidden: ["add"],
  changedName: ["add"],
  lingering: ["delete"],
};

export function whenOf(spec: FaultSpec): "before" | "after" {
  return spec.when ?? (afterTheDeed.has(spec.kind) ? "after" : "before");
}
