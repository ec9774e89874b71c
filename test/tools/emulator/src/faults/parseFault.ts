import { apiNames, isApiName } from "../apis";
import { isRecord } from "../call";
import { nameChanges } from "./changeName";
import { strikesOnly, type FaultKind, type FaultSpec } from "./fault";

type Check = "text" | "number" | "count" | "flag" | "texts" | "nameChange" | "any";

const targetFields: Readonly<Record<string, Check>> = {
  on: "text",
  kind: "text",
  match: "any",
  times: "count",
  skip: "number",
  when: "text",
  delayMs: "number",
};

const matchFields: Readonly<Record<string, Check>> = {
  name: "text",
  spaceId: "text",
  unionId: "text",
  corpId: "text",
  firstPage: "flag",
};

const kindFields: Readonly<Record<FaultKind["kind"], Readonly<Record<string, Check>>>> = {
  error: { code: "text", status: "number", message: "text", requiredScopes: "texts", keys: "text" },
  noAnswer: {},
  late: {},
  reset: {},
  cut: {},
  unreadable: { text: "text", status: "number" },
  incomplete: { without: "texts", half: "flag", nextToken: "any" },
  html: { status: "number" },
  blocked: { status: "number" },
  redirect: { status: "number", location: "text" },
  slowBody: { overMs: "number" },
  respelt: {},
  secretEcho: { code: "text", status: "number" },
  garbage: {},
  tlsAlert: {},
  idleReset: { afterMs: "number" },
  circle: { tokens: "texts" },
  blind: {},
  hidden: { forMs: "number" },
  lingering: { forMs: "number" },
  changedName: { how: "nameChange", length: "count" },
  answer: { status: "number", body: "any", headers: "any" },
};

const required: Partial<Record<FaultKind["kind"], string>> = {
  error: "code",
  slowBody: "overMs",
  answer: "status",
  idleReset: "afterMs",
  circle: "tokens",
  hidden: "forMs",
  lingering: "forMs",
  changedName: "how",
};

const checks: Readonly<Record<Check, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && value >= 0,
  count: (value) => typeof value === "number" && value >= 1,
  flag: (value) => typeof value === "boolean",
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  nameChange: (value) => (nameChanges as readonly unknown[]).includes(value),
  any: () => true,
};

/** Reads a fault from JSON; `times: "always"` stands for `Infinity`. */
export function parseFault(value: unknown): FaultSpec {
  if (!isRecord(value)) throw new Error("A fault is an object with 'on' and 'kind'.");
  const fault: Record<string, unknown> =
    value["times"] === "always" ? { ...value, times: Infinity } : { ...value };
  const { on, kind, when, match } = fault as {
    on?: unknown;
    kind?: unknown;
    when?: unknown;
    match?: unknown;
  };
  if (on !== "any" && !isApiName(on))
    throw new Error(`A fault's 'on' is one of: any, ${apiNames.join(", ")}.`);
  if (!isKind(kind)) throw new Error(`A fault's 'kind' is one of: ${Object.keys(kindFields).join(", ")}.`);
  if (when !== undefined && when !== "before" && when !== "after") {
    throw new Error("A fault's 'when' is before or after.");
  }
  const strikes = strikesOnly[kind];
  if (on !== "any" && strikes?.includes(on) === false) {
    throw new Error(`A fault of kind '${kind}' strikes only: ${strikes.join(", ")}.`);
  }
  checkFields(fault, { ...targetFields, ...kindFields[kind] }, `A fault of kind '${kind}'`);
  const needed = required[kind];
  if (needed !== undefined && fault[needed] === undefined) {
    throw new Error(`A fault of kind '${kind}' needs '${needed}'.`);
  }
  if (match !== undefined) {
    if (!isRecord(match)) throw new Error("A fault's 'match' is an object.");
    checkFields(match, matchFields, "A fault's 'match'");
  }
  return fault as unknown as FaultSpec;
}

function isKind(value: unknown): value is FaultKind["kind"] {
  return typeof value === "string" && Object.hasOwn(kindFields, value);
}

function checkFields(
  fields: Record<string, unknown>,
  known: Readonly<Record<string, Check>>,
  what: string,
): void {
  for (const [key, value] of Object.entries(fields)) {
    const check = known[key];
    if (check === undefined) throw new Error(`${what} has no '${key}'.`);
    if (value !== undefined && !checks[check](value)) throw new Error(`${what} has a wrong '${key}'.`);
  }
}
