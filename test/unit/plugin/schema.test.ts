import { readFileSync } from "node:fs";
import path from "node:path";
import { configurationKeys, secretKeys } from "../../../provider/src/runtime/configurationKeys";
import type { Deprecation } from "../../../provider/src/runtime/deprecations";
import { ROOT } from "../../tools/engine/program";
import { buildSchema } from "../../tools/schema/buildSchema";
import { readDeclarations } from "../../tools/schema/declarations";

jest.setTimeout(240_000);

interface Schema {
  resources: Record<
    string,
    {
      properties: Record<string, { type: string; description: string }>;
      inputProperties: Record<string, { type: string; default?: unknown; replaceOnChanges?: boolean }>;
      requiredInputs: string[];
    }
  >;
  functions: Record<string, { inputs: { required: string[] }; outputs: { properties: object } }>;
  config: { variables: Record<string, { secret?: boolean; defaultInfo?: { environment: string[] } }> };
  provider: { inputProperties: Record<string, object> };
}

const committed = (): Schema =>
  JSON.parse(readFileSync(path.join(ROOT, "provider", "schema.json"), "utf8")) as Schema;

test("provider/schema.json is what the declarations say; if not, run `npm run schema`", () => {
  expect(committed()).toEqual(buildSchema());
});

test("the schema has the inputs with their defaults, and only a new name replaces", () => {
  const space = committed().resources["dingtalk:index:DriveSpace"];
  expect(space?.requiredInputs).toEqual(["name", "unionId"]);
  const inputs = Object.entries(space?.inputProperties ?? {});
  expect(inputs.map(([name, facts]) => [name, facts.type, facts.default])).toEqual([
    ["name", "string", undefined],
    ["unionId", "string", undefined],
    ["forceDestroy", "boolean", false],
    ["allowDuplicateName", "boolean", false],
    ["adoptExisting", "boolean", false],
  ]);
  expect(inputs.filter(([, facts]) => facts.replaceOnChanges === true).map(([name]) => name)).toEqual([
    "name",
  ]);
  for (const { description } of Object.values(space?.properties ?? {})) expect(description).not.toBe("");
});

test("the schema has every key of the configuration, its variable of the environment, and which are secret", () => {
  const { config, provider } = committed();
  for (const [key, variable] of Object.entries(configurationKeys)) {
    expect(config.variables[key]?.defaultInfo?.environment).toEqual([variable]);
    expect(config.variables[key]?.secret ?? false).toBe(secretKeys.has(key as never));
    // An explicit provider's inputs stay what the program gives: see buildSchema.
    expect(provider.inputProperties[key]).not.toHaveProperty("defaultInfo");
  }
  expect(Object.keys(config.variables)).toEqual([...Object.keys(configurationKeys), "unionId"]);
});

test("the schema has the four data functions", () => {
  expect(Object.keys(committed().functions)).toEqual(
    ["getDriveSpace", "getDriveSpaces", "getOrgStorage", "getUser"].map((name) => `dingtalk:index:${name}`),
  );
});

test("what is deprecated has its successor as the schema's deprecationMessage, and no default that every program would give", () => {
  const planted = (of: Deprecation["of"], name: string, successor: string) =>
    ({ of, name, successor, since: "9.1.0" }) as Deprecation;
  const { resources, functions, config, provider } = buildSchema([
    planted("DriveSpace", "allowDuplicateName", "adoptExisting"),
    planted("getDriveSpace", "name", "spaceId"),
    planted("configuration", "legacyEndpoint", "endpoint"),
  ]) as unknown as Schema;
  const space = resources["dingtalk:index:DriveSpace"];
  const deprecationMessage = "Deprecated since 9.1.0. Use adoptExisting instead.";
  expect(space?.inputProperties["allowDuplicateName"]).toMatchObject({ deprecationMessage });
  expect(space?.inputProperties["allowDuplicateName"]).not.toHaveProperty("default");
  expect(functions["dingtalk:index:getDriveSpace"]?.inputs).toMatchObject({
    properties: { name: { deprecationMessage: "Deprecated since 9.1.0. Use spaceId instead." } },
  });
  for (const keys of [config.variables, provider.inputProperties])
    expect(keys["legacyEndpoint"]).toMatchObject({
      deprecationMessage: "Deprecated since 9.1.0. Use endpoint instead.",
    });
  expect(JSON.stringify(committed())).not.toContain("deprecationMessage");
});

test("a declaration that is not exported is said by its name", () => {
  expect(() => readDeclarations()("Nothing")).toThrow("Nothing is not exported");
});
