import type { FaultKind } from "../tools/emulator/src/index";

/** DingTalk's calls in which a fault is set off. */
export type FaultyCall = "token" | "list" | "query" | "entries" | "add" | "delete";

/** What strikes on this side of the wire: the emulator knows nothing of it, and so it is run in process alone. */
export type OwnFault =
  /** The connection is never opened. */
  | { readonly kind: "notConnected" }
  /** The process sleeps once the call is on its way, as when a laptop's lid is closed. */
  | { readonly kind: "sleep"; readonly forMs: number }
  /** The engine is dead, and its provider ends before it writes. */
  | { readonly kind: "engineGone" }
  /** The environment of the process holds the credentials of another organization's app. */
  | { readonly kind: "otherOrganization" };

export const ownKinds: readonly string[] = ["notConnected", "sleep", "engineGone", "otherOrganization"];

export interface Kind {
  /** As the table shows it. */
  readonly words: string;
  readonly spec: (FaultKind | OwnFault) & {
    readonly when?: "before" | "after";
    readonly delayMs?: number;
  };
  readonly on: readonly FaultyCall[];
  /** It holds for the whole run of the provider, so that a cell of it needs a provider process of its own. */
  readonly endsRun?: boolean;
  /** Others that share the provider process would wait as well while it is repeated. */
  readonly slowsAll?: boolean;
  /** It is struck once: what comes after is not of the same process, or of the same day. */
  readonly onceOnly?: boolean;
  /** Operations to which it is no fault. */
  readonly notIn?: readonly string[];
  /** Whether the call was made stays open. */
  readonly ambiguous?: boolean;
}

const reads: readonly FaultyCall[] = ["list", "query", "entries"];
const writes: readonly FaultyCall[] = ["add", "delete"];
const all: readonly FaultyCall[] = ["token", ...reads, ...writes];
const gateway = "Forbidden.AccessDenied.";
const error = (code: string): FaultKind => ({ kind: "error", code });
const gatewayPage: FaultKind = { kind: "html", status: 502 };
/** Transient, whatever the status says: nothing tells that it was not done. */
const busy: FaultKind = { kind: "error", code: "system.busy", status: 400 };
const proxy: FaultKind = { kind: "answer", status: 502, body: "Bad Gateway" };

/** Every fault there is a row for. A read does nothing, so that "before" and "after the deed" are one there. */
export const kinds: readonly Kind[] = [
  { words: "no answer", spec: { kind: "noAnswer" }, on: ["token", ...reads] },
  {
    words: "no answer, nothing done",
    spec: { kind: "noAnswer", when: "before" },
    on: writes,
    ambiguous: true,
  },
  { words: "no answer, but done", spec: { kind: "noAnswer", when: "after" }, on: writes, ambiguous: true },
  {
    words: "no answer, done 2 s later",
    spec: { kind: "late", delayMs: 12_000 },
    on: writes,
    ambiguous: true,
  },
  { words: "connection reset", spec: { kind: "reset" }, on: ["token", ...reads] },
  {
    words: "connection reset, nothing done",
    spec: { kind: "reset", when: "before" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "connection reset, but done",
    spec: { kind: "reset", when: "after" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "connection reset, done 8 s later",
    spec: { kind: "reset", when: "after", delayMs: 8_000 },
    on: ["add"],
    ambiguous: true,
  },
  { words: "half of the answer", spec: { kind: "cut" }, on: all, ambiguous: true },
  { words: "an answer that is not JSON", spec: { kind: "unreadable" }, on: all, ambiguous: true },
  {
    words: "an empty answer",
    spec: { kind: "unreadable", text: "" },
    on: [...reads, "add"],
    ambiguous: true,
  },
  { words: "fields missing", spec: { kind: "incomplete" }, on: ["token", ...reads, "add"], ambiguous: true },
  {
    words: "all fields but the id missing",
    spec: { kind: "incomplete", without: ["spaceName", "quota", "createTime"] },
    on: ["add"],
    ambiguous: true,
  },
  { words: "half of the batch", spec: { kind: "incomplete", half: true }, on: reads },
  { words: "`unknown.error` 500", spec: error("unknown.error"), on: reads },
  {
    words: "`unknown.error` 500, nothing done",
    spec: { ...error("unknown.error"), when: "before" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "`unknown.error` 500, but done",
    spec: { ...error("unknown.error"), when: "after" },
    on: writes,
    ambiguous: true,
  },
  { words: "`server.error` 500", spec: error("server.error"), on: ["token"] },
  { words: "a proxy's 502", spec: proxy, on: ["token", ...reads] },
  { words: "a proxy's 502, nothing done", spec: { ...proxy, when: "before" }, on: writes, ambiguous: true },
  { words: "a proxy's 502, but done", spec: { ...proxy, when: "after" }, on: writes, ambiguous: true },
  { words: "an HTML page", spec: { kind: "html" }, on: ["token", ...reads], endsRun: true },
  { words: "an HTML page, nothing done", spec: { kind: "html", when: "before" }, on: writes, endsRun: true },
  { words: "an HTML page, but done", spec: { kind: "html", when: "after" }, on: writes, endsRun: true },
  { words: "`status: 1111`", spec: { kind: "blocked" }, on: all, endsRun: true },
  { words: "a redirect", spec: { kind: "redirect" }, on: all },
  { words: "throttled, this app", spec: error(`${gateway}QpsLimitForAppkeyAndApi`), on: all, slowsAll: true },
  {
    words: "throttled, all callers",
    spec: error(`${gateway}QpsLimitForApi`),
    on: ["entries"],
    slowsAll: true,
  },
  {
    words: "throttled, `request.overlimit`",
    spec: error("request.overlimit"),
    on: ["list", "query", ...writes],
    slowsAll: true,
  },
  {
    words: "month spent",
    spec: error(`${gateway}ApiCountLimitForOrg`),
    on: [...reads, ...writes],
    endsRun: true,
  },
  { words: "`InvalidAuthentication`", spec: error("InvalidAuthentication"), on: [...reads, ...writes] },
  { words: "`invalid.client`", spec: error("invalid.client"), on: ["token"] },
  {
    words: "permission missing",
    spec: error(`${gateway}AccessTokenPermissionDenied`),
    on: [...reads, ...writes],
    endsRun: true,
  },
  { words: "`no.priviledge`", spec: error("no.priviledge"), on: ["list", "query", ...writes] },
  { words: "`permissionDenied`", spec: error("permissionDenied"), on: ["entries"] },
  { words: "`param.error`", spec: error("param.error"), on: ["list", "query", ...writes] },
  { words: "`paramError`", spec: error("paramError"), on: ["entries"] },
  { words: "a gateway's page, 502", spec: gatewayPage, on: ["token", ...reads] },
  {
    words: "a gateway's page, 502, nothing done",
    spec: { ...gatewayPage, when: "before" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "a gateway's page, 502, but done",
    spec: { ...gatewayPage, when: "after" },
    on: writes,
    ambiguous: true,
  },
  { words: "`system.busy` 400", spec: busy, on: reads },
  {
    words: "`system.busy` 400, nothing done",
    spec: { ...busy, when: "before" },
    on: writes,
    ambiguous: true,
  },
  { words: "`system.busy` 400, but done", spec: { ...busy, when: "after" }, on: writes, ambiguous: true },
  { words: "bytes that are no HTTP", spec: { kind: "garbage" }, on: ["token", ...reads] },
  {
    words: "bytes that are no HTTP, nothing done",
    spec: { kind: "garbage", when: "before" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "bytes that are no HTTP, but done",
    spec: { kind: "garbage", when: "after" },
    on: writes,
    ambiguous: true,
  },
  {
    words: "pages in a circle",
    spec: { kind: "circle", tokens: ["one", "two", "three"] },
    on: ["list", "entries"],
  },
  { words: "an operator who sees nothing", spec: { kind: "blind" }, on: [...reads, ...writes] },
  { words: "done, and shown 20 s later", spec: { kind: "hidden", forMs: 20_000 }, on: ["add"] },
  { words: "done, and shown 20 s more", spec: { kind: "lingering", forMs: 20_000 }, on: ["delete"] },
  { words: "done under a cut name", spec: { kind: "changedName", how: "cut", length: 12 }, on: ["add"] },
  { words: "no connection", spec: { kind: "notConnected" }, on: all },
  { words: "a sleep of 10 min", spec: { kind: "sleep", forMs: 600_000 }, on: all, onceOnly: true },
  { words: "a dead engine", spec: { kind: "engineGone" }, on: writes, onceOnly: true },
  {
    words: "another organization's credentials",
    spec: { kind: "otherOrganization" },
    on: ["token"],
    onceOnly: true,
    // What is not there yet is made where the credentials say.
    notIn: ["up"],
  },
];
