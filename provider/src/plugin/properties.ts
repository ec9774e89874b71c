import { Struct, type StructMessage } from "./sdk";

/** Pulumi marks an object as something else by this key, and a secret by this value of it. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Plain values, and which of them are secret. */
export interface Values {
  readonly values: Readonly<Record<string, unknown>>;
  readonly secrets: ReadonlySet<string>;
}

export function readProperties(struct: StructMessage | undefined): Values {
  const values: Record<string, unknown> = {};
  const secrets = new Set<string>();
  for (const [key, value] of Object.entries(struct?.toJavaScript() ?? {})) {
    const found = { secret: false };
    values[key] = revealed(value, found);
    if (found.secret) secrets.add(key);
  }
  return { values, secrets };
}

/** Properties for the engine: those in `secrets` are marked, `undefined` is left out. */
export function writeProperties(
  values: Readonly<Record<string, unknown>>,
  secrets: ReadonlySet<string> = new Set(),
): StructMessage {
  const plain = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
  for (const key of Object.keys(plain)) {
    if (secrets.has(key)) plain[key] = { [signatureKey]: secretSignature, value: plain[key] };
  }
  return Struct.fromJavaScript(plain as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** Inputs hold the flags that are set, and the schema promises all of them as outputs. */
export const flags = { forceDestroy: false, allowDuplicateName: false, adoptExisting: false };

/** The outputs of a space, for the engine. */
export const writeSpace = (
  values: Readonly<Record<string, unknown>>,
  secrets?: ReadonlySet<string>,
): StructMessage => writeProperties({ ...flags, ...values }, secrets);

/** What is secret stays so, and DingTalk's name of a space is its `name` again. */
export const withSpaceName = (secrets: ReadonlySet<string>): ReadonlySet<string> =>
  secrets.has("name") ? new Set([...secrets, "spaceName"]) : secrets;

function revealed(value: unknown, found: { secret: boolean }): unknown {
  if (Array.isArray(value)) return value.map((item) => revealed(item, found));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[signatureKey] === secretSignature) {
    found.secret = true;
    return revealed(object["value"], found);
  }
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, revealed(item, found)]));
}
