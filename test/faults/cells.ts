import type { FaultSpec } from "../tools/emulator/src/index";
import { kinds, type FaultyCall, type Kind } from "./faultKinds";

export const operations = ["up", "refresh", "replace", "destroy"] as const;
export type Operation = (typeof operations)[number];

/** One fault in one call of one operation, once or every time; or, off the matrix, a few faults together. */
export interface Cell {
  /** The resource's name. The cell has a user of this name to itself, and where it stands alone an app too. */
  readonly key: string;
  readonly operation: Operation;
  readonly call: FaultyCall;
  readonly kind: Kind;
  readonly repeatedly: boolean;
  /** Whether it has a provider process to itself. */
  readonly alone: boolean;
  /** Faults beside that of the kind, in the first run. */
  readonly also: readonly FaultSpec[];
  /** What is so in every run: what the app may not do. */
  readonly always: readonly FaultSpec[];
  /** What the person does who has read the first run's error, in place of running the same once more. */
  readonly thenImports: boolean;
  /** It ends the run of whatever else is in its stack. */
  readonly ownStack: boolean;
}

export const callsOf: Readonly<Record<Operation, readonly FaultyCall[]>> = {
  up: ["token", "list", "add"],
  refresh: ["token", "query", "list"],
  replace: ["token", "query", "entries", "delete", "list", "add"],
  destroy: ["token", "query", "list", "entries", "delete"],
};

const denied = (on: "list" | "query"): FaultSpec => ({
  on,
  kind: "error",
  code: "Forbidden.AccessDenied.AccessTokenPermissionDenied",
  requiredScopes: [on === "list" ? "Drive.Space.Read" : "Drive.SpaceManage.Read"],
  times: Infinity,
});

/** Refresh and destroy read by query; by list where the app may not query: so the list is struck in these. */
const readsByList = (operation: Operation, call: FaultyCall): boolean =>
  call === "list" && (operation === "refresh" || operation === "destroy");

/**
 * The engine hangs in `up --continue-on-error` when the delete of a replacement fails, and without that option
 * the failure ends the run of every other resource: such a cell needs a stack to itself, some 6 s each. The
 * delete is the same as in destroy, where every fault strikes it, so of these only some run through the engine.
 */
const endsReplace = (call: FaultyCall, kind: Kind, repeatedly: boolean): boolean => {
  if (call === "token") return repeatedly || kind.endsRun === true || /redirect|client/.test(kind.words);
  if (call === "add") return false;
  const code = kind.spec.kind === "error" ? kind.spec.code : "";
  // What may not be seen, the other read says; but that a space is empty must be seen.
  if (/PermissionDenied|permissionDenied|paramError/.test(code))
    return call === "delete" || call === "entries";
  if (code === "param.error") return call !== "query";
  if (kind.endsRun === true || kind.spec.kind === "redirect") return true;
  if (code === "no.priviledge" && call !== "entries") return true;
  // One such answer is the last word, and nothing is asked again.
  if (kind.spec.kind === "blind" && (call === "delete" || call === "entries")) return true;
  if (kind.spec.kind === "circle" && call === "entries") return true;
  const done =
    call === "delete" && (kind.spec.when === "after" || /^(late|cut|unreadable)$/.test(kind.spec.kind));
  return repeatedly && !done && kind.words !== "half of the batch";
};

/** Every kind of fault × every call it can strike × every operation that makes the call × once and every time. */
export const matrix: readonly Cell[] = operations.flatMap((operation) =>
  callsOf[operation].flatMap((call) =>
    kinds.flatMap((kind, row) =>
      [false, true]
        .filter(
          (repeatedly) =>
            kind.on.includes(call) &&
            !(repeatedly && kind.onceOnly === true) &&
            kind.notIn?.includes(operation) !== true,
        )
        .map((repeatedly) => ({
          ownStack: operation === "replace" && endsReplace(call, kind, repeatedly),
          key: `${operation}-${call}-${row}-${repeatedly ? "always" : "once"}`,
          operation,
          call,
          kind,
          repeatedly,
          alone: call === "token" || kind.endsRun === true || (kind.slowsAll === true && repeatedly),
          also: [],
          always: readsByList(operation, call) ? [denied("query")] : [],
          thenImports: false,
        })),
    ),
  ),
);

const made: Kind["spec"] = { kind: "reset", when: "after" };
const failingLists: FaultSpec = {
  on: "list",
  kind: "error",
  code: "unknown.error",
  skip: 1,
  times: Infinity,
};

function together(
  key: string,
  operation: Operation,
  call: FaultyCall,
  words: string,
  spec: Kind["spec"],
  more: Partial<Cell> = {},
): Cell {
  const kind: Kind = { words, spec, on: [call] };
  const plain = {
    repeatedly: false,
    alone: false,
    also: [],
    always: [],
    thenImports: false,
    ownStack: false,
  };
  return { ...plain, key, operation, call, kind, ...more };
}

/** Where one fault is not enough to get to the bounds of what can be promised. */
export const combinations: readonly Cell[] = [
  together("up-blind", "up", "add", "connection reset, but done; and every look for the space fails", made, {
    also: [failingLists],
  }),
  together("up-spent", "up", "add", "connection reset, but done; and then the month is spent", made, {
    also: [
      {
        on: "list",
        kind: "error",
        code: "Forbidden.AccessDenied.ApiCountLimitForOrg",
        skip: 1,
        times: Infinity,
      },
    ],
    alone: true,
  }),
  together(
    "up-unseen",
    "up",
    "add",
    "connection reset, but done; and the app lacks `Drive.Space.Read`",
    made,
    {
      always: [denied("list")],
      alone: true,
      thenImports: true,
    },
  ),
  together(
    "up-very-late",
    "up",
    "add",
    "no answer, and done 48 s later, when a second attempt has been made",
    { kind: "late", delayMs: 58_000 },
  ),
  together("up-lost-unseen", "up", "add", "connection reset, but done, and shown 20 s later", made, {
    also: [{ on: "add", kind: "hidden", forMs: 20_000 }],
  }),
  together(
    "destroy-blind",
    "destroy",
    "delete",
    "connection reset, but done; and every look for the space fails",
    made,
    {
      also: [{ on: "query", kind: "error", code: "unknown.error", skip: 1, times: Infinity }],
    },
  ),
];

/** All run in process. */
export const cells: readonly Cell[] = [...matrix, ...combinations];

export const titleOf = ({ operation, call, kind, repeatedly }: Cell): string =>
  `${operation}, ${call}: ${kind.words}, ${repeatedly ? "every time" : "once"}`;
