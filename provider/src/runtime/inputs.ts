/** What Pulumi puts in the place of a value that is not known yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The inputs of a DriveSpace, as the state holds them: a flag only if it is set. The engine writes the whole state at each step. */
export interface DriveSpaceInputs {
  readonly name: string;
  readonly unionId: string;
  readonly forceDestroy?: true;
  readonly allowDuplicateName?: true;
  readonly adoptExisting?: true;
}

export type Properties = Readonly<Record<string, unknown>>;

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

interface InputFacts {
  readonly type: "string" | "boolean";
  readonly help: string;
}

/** Every input: its type, and what to say where it is wrong. A boolean that is not given is false. */
const schema: Readonly<Record<keyof DriveSpaceInputs, InputFacts>> = {
  name: { type: "string", help: "give the name of the space" },
  unionId: { type: "string", help: "give the operator's unionId" },
  forceDestroy: { type: "boolean", help: "give true or false" },
  allowDuplicateName: { type: "boolean", help: "give true or false" },
  adoptExisting: { type: "boolean", help: "give true or false" },
};

/** DingTalk has no call that renames a space. */
export const replacing: readonly (keyof DriveSpaceInputs)[] = ["name"];

const names = Object.keys(schema) as (keyof DriveSpaceInputs)[];

/** What the engine and the DriveSpace class add to the inputs. */
export const providerKey = "__provider";
/** The space that the option `import` names, for create to take over. */
export const importKey = "__import";
/** The same once the resource exists: it is ignored, also by the create of a replacement. */
export const settledImportKey = "__imported";
/** Names of the program's other spaces. Not stored. */
export const siblingsKey = "__siblings";
/** The output that is `name` again. The class gives it as an input if the name is secret, so that both are kept so. */
export const secretNameKey = "spaceName";
const ours = new Set<string>([providerKey, importKey, siblingsKey]);

export const isUnknown = (value: unknown): boolean => value === unknownValue;

/** Whether every input is known. */
export const isKnown = (properties: Properties): boolean =>
  !names.some((name) => isUnknown(properties[name]));

/** The inputs as they are stored, and one failure for each that is wrong. Unknown values pass. */
export function checkInputs(news: Properties): { inputs: Record<string, unknown>; failures: CheckFailure[] } {
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const name of names) {
    const value = news[name] ?? undefined;
    const reason = isUnknown(value) ? undefined : problem(name, value);
    if (reason !== undefined) failures.push({ property: name, reason });
    if (value !== undefined && value !== false) inputs[name] = value;
  }
  const hasSecretName = news[secretNameKey] !== undefined && news[secretNameKey] === news["name"];
  if (hasSecretName) inputs[secretNameKey] = news[secretNameKey];
  for (const property of Object.keys(news)) {
    if (Object.hasOwn(schema, property) || ours.has(property)) continue;
    if (property === secretNameKey && hasSecretName) continue;
    failures.push({
      property,
      reason: `${property} is not an input of DriveSpace; its inputs are ${names.join(", ")}`,
    });
  }
  if (inputs["adoptExisting"] === true && inputs["allowDuplicateName"] === true) {
    const reason =
      "adoptExisting and allowDuplicateName contradict each other if the name is taken: set only one of them";
    failures.push({ property: "adoptExisting", reason });
  }
  return { inputs, failures };
}

function problem(name: keyof DriveSpaceInputs, value: unknown): string | undefined {
  const { type, help } = schema[name];
  if (value === undefined || value === null)
    return type === "boolean" && value === undefined ? undefined : `${name} is missing: ${help}`;
  if (typeof value !== type) return `${name} must be a ${type}, not ${kindOf(value)}: ${help}`;
  if (typeof value !== "string") return undefined;
  if (value.trim() === "") return `${name} is empty: ${help}`;
  if (value.trim() !== value) return `${name} begins or ends with white space: take it away`;
  if (/\p{Cc}/u.test(value)) return `${name} holds a line break or another control character: take it away`;
  return undefined;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `the ${typeof value} ${JSON.stringify(value)}`;
}

/** Which inputs differ. One that a state of an older release misses has its default; an unknown one differs. */
export function changedInputs(olds: Properties, news: Properties): (keyof DriveSpaceInputs)[] {
  return names.filter((name) => {
    const before = olds[name] ?? (schema[name].type === "boolean" ? false : undefined);
    const after = news[name] ?? (schema[name].type === "boolean" ? false : undefined);
    return before !== after || isUnknown(after);
  });
}

/** The inputs out of checked properties, or out of a state. */
export function inputsOf(properties: Properties): DriveSpaceInputs {
  const { name, unionId, forceDestroy, allowDuplicateName, adoptExisting } = properties;
  return {
    name: typeof name === "string" ? name : "",
    unionId: typeof unionId === "string" ? unionId : "",
    ...(forceDestroy === true ? { forceDestroy } : {}),
    ...(allowDuplicateName === true ? { allowDuplicateName } : {}),
    ...(adoptExisting === true ? { adoptExisting } : {}),
  };
}
