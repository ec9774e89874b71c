import { readFileSync } from "node:fs";
import path from "node:path";
import {
  configurationKeys,
  secretKeys,
  type ConfigurationKey,
} from "../../../provider/src/runtime/configurationKeys";
import {
  deprecationMessage,
  deprecations,
  type Deprecation,
} from "../../../provider/src/runtime/deprecations";
import { replacing } from "../../../provider/src/runtime/inputs";
import { operatorKey } from "../../../provider/src/plugin/providerInputs";
import { ROOT } from "../engine/program";
import { readDeclarations, type DeclaredProperty } from "./declarations";
import { language } from "./languages";

type Json = Record<string, unknown>;

const functions = ["getDriveSpace", "getDriveSpaces", "getOrgStorage", "getUser"] as const;
const operatorHelp =
  "The operator's unionId, for `pulumi import` with the id of a space alone. Resources and functions take their own.";

/** The package's Pulumi schema, out of its declarations, its table of configuration keys and its package.json. */
export function buildSchema(deprecated: readonly Deprecation[] = deprecations): Json {
  const declared = readDeclarations();
  const { version, description } = JSON.parse(
    readFileSync(path.join(ROOT, "provider", "package.json"), "utf8"),
  ) as { version: string; description: string };
  const types = new Set<string>();
  const property = (
    { name, type, description, default: given }: DeclaredProperty,
    owner?: Deprecation["of"],
  ): Json => {
    const value = typeOf(type.base, types);
    const going = deprecated.find((entry) => entry.of === owner && entry.name === name);
    // A default would be given by every program, also by those that do not use what will go.
    const isDefault = !going && (given === "true" || given === "false");
    return {
      ...(type.list ? { type: "array", items: value } : value),
      description,
      ...(isDefault ? { default: given === "true" } : {}),
      ...(going ? { deprecationMessage: deprecationMessage(going) } : {}),
    };
  };
  const object = (properties: readonly DeclaredProperty[], owner?: Deprecation["of"]): Json => ({
    properties: Object.fromEntries(properties.map((one) => [one.name, property(one, owner)])),
    required: properties.filter(({ optional }) => !optional).map(({ name }) => name),
  });

  const args = declared("DriveSpaceArgs").properties;
  const resource = declared("DriveSpace");
  const outputs = object(resource.properties);
  const inputs = object(args, "DriveSpace");
  for (const name of replacing)
    Object.assign((inputs["properties"] as Record<string, Json>)[name] ?? {}, { replaceOnChanges: true });
  const config = configuration(declared("ProviderArgs").properties, (one) => property(one, "configuration"));
  const lookUps = Object.fromEntries(
    functions.map((name) => {
      const capital = name.replace(/^g/, "G");
      return [
        `dingtalk:index:${name}`,
        {
          description: declared(name).description,
          inputs: { type: "object", ...object(declared(`${capital}Args`).properties, name) },
          outputs: { type: "object", ...object(declared(`${capital}Result`).properties) },
        },
      ];
    }),
  );
  const objects: Json = {};
  // A type may name others.
  for (const name of types) {
    const { description: said, properties } = declared(name);
    objects[typeToken(name)] = { type: "object", description: said, ...object(properties) };
  }
  return {
    name: "dingtalk",
    displayName: "DingTalk",
    version,
    description,
    keywords: ["pulumi", "dingtalk", "drive", "storage", "category/cloud", "kind/native"],
    license: "Apache-2.0",
    publisher: "pulumi-dingtalk",
    language,
    config: { variables: config.variables },
    provider: {
      description: declared("Provider").description,
      inputProperties: config.inputs,
      requiredInputs: [],
    },
    types: objects,
    resources: {
      "dingtalk:index:DriveSpace": {
        description: resource.description,
        ...outputs,
        inputProperties: inputs["properties"],
        requiredInputs: inputs["required"],
      },
    },
    functions: lookUps,
  };
}

/** A list's space is what `getDriveSpace` answers; that name is taken by the answer itself in generated SDKs. */
const typeToken = (name: string): string =>
  `dingtalk:index:${name === "GetDriveSpaceResult" ? "Space" : name}`;

function typeOf(base: string, types: Set<string>): Json {
  if (["string", "number", "boolean"].includes(base)) return { type: base };
  types.add(base);
  return { $ref: `#/types/${typeToken(base)}` };
}

/**
 * The environment stands with the stack's keys alone. If it stood with the provider's inputs, generated SDKs would copy
 * it into the state of every explicit provider, and lend one app's secret to another.
 */
function configuration(
  args: readonly DeclaredProperty[],
  property: (one: DeclaredProperty) => Json,
): { variables: Json; inputs: Json } {
  const variables: Json = {};
  const inputs: Json = {};
  for (const one of args) {
    const key = one.name as ConfigurationKey;
    const plain = { ...property(one), ...(secretKeys.has(key) ? { secret: true } : {}) };
    inputs[key] = plain;
    variables[key] = { ...plain, defaultInfo: { environment: [configurationKeys[key]] } };
  }
  const operator = { type: "string", description: operatorHelp };
  return {
    variables: { ...variables, [operatorKey]: operator },
    inputs: { ...inputs, [operatorKey]: operator },
  };
}
