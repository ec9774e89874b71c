import { textOf } from "../../dingtalk/http/text";
import { explicitConfig, readConfiguration, type Configuration } from "../../runtime/configuration";
import {
  configurationKeys,
  secretKeys,
  type ConfigurationKey,
  type ExplicitConfig,
} from "../../runtime/configurationKeys";
import type { Finding } from "./finding";

export interface Given {
  /** The stack's configuration as the Pulumi CLI gives it, under its full keys; none without `--stack`. */
  readonly stack: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly unionId?: string | undefined;
}

export interface Settings {
  readonly findings: readonly Finding[];
  /** `undefined` if it cannot be used. */
  readonly configuration: Configuration | undefined;
  readonly unionId: string | undefined;
}

/** Reads the configuration as the provider does, and says which key came from where; never a value. */
export function readSettings(given: Given): Settings {
  const explicit = explicitConfig((key) => given.stack[key]);
  const keys = Object.keys(configurationKeys) as ConfigurationKey[];
  const findings = keys.flatMap((key) => keyFinding(key, explicit, given));
  const owner = unionIdOf(given);
  findings.push(owner.finding);
  try {
    const configuration = readConfiguration(explicit, given.env);
    return { findings, configuration, unionId: owner.value };
  } catch (error) {
    const wrong: Finding = {
      check: "configuration",
      mark: "wrong",
      finding: textOf(error),
      shareable: "the configuration cannot be used",
    };
    return { findings: [...findings, wrong], configuration: undefined, unionId: owner.value };
  }
}

function keyFinding(key: ConfigurationKey, explicit: ExplicitConfig, { stack, env }: Given): Finding[] {
  const variable = configurationKeys[key];
  const isStored = explicit[key] !== undefined;
  const inEnvironment = env[variable]?.trim() || undefined;
  if (!isStored && inEnvironment === undefined) return [];
  const value = (isStored ? stack[`dingtalk:${key}`] : env[variable]) ?? "";
  const source = isStored ? `the stack configuration (dingtalk:${key})` : `the environment (${variable})`;
  const other =
    isStored && inEnvironment !== undefined && inEnvironment !== explicit[key]
      ? `; the environment has another (${variable})`
      : "";
  const facts = { source: isStored ? "stack" : "environment" };
  const bad = whiteSpaceIn(value);
  if (bad === undefined) return [{ check: key, mark: "ok", finding: `from ${source}${other}`, facts }];
  const how = isStored ? setCommand(key) : `set ${variable} again`;
  const what =
    bad === "outside" ? "starts or ends with white space, which is left out" : "contains white space";
  return [
    {
      check: key,
      mark: bad === "outside" ? "warning" : "wrong",
      finding: `from ${source}${other}; it ${what}`,
      advice: `Copy ${key} without white space: ${how}.`,
      facts: { ...facts, whiteSpace: bad },
    },
  ];
}

const setCommand = (key: ConfigurationKey) =>
  `pulumi config set ${secretKeys.has(key) ? "--secret " : ""}dingtalk:${key}`;

/** No value of any key contains white space. */
function whiteSpaceIn(value: string): "inside" | "outside" | undefined {
  if (/\s/.test(value.trim())) return "inside";
  return value.trim() === value ? undefined : "outside";
}

function unionIdOf({ stack, env, unionId }: Given): { value: string | undefined; finding: Finding } {
  const stored = Object.entries(stack).find(([key]) => key.endsWith(":unionId"));
  const candidates: readonly [string | undefined, string, string][] = [
    [unionId, "--union-id", "flag"],
    [stored?.[1], "the stack configuration", "stack"],
    [env["DINGTALK_UNION_ID"], "the environment (DINGTALK_UNION_ID)", "environment"],
  ];
  for (const [value, source, short] of candidates) {
    if (value === undefined || value.trim() === "") continue;
    const isClean = whiteSpaceIn(value) === undefined;
    return {
      value: value.trim(),
      finding: {
        check: "unionId",
        mark: isClean ? "ok" : "wrong",
        finding: `from ${source}${isClean ? "" : "; it contains white space"}`,
        ...(isClean ? {} : { advice: "Copy unionId without white space." }),
        facts: { source: short },
      },
    };
  }
  return {
    value: undefined,
    finding: {
      check: "unionId",
      mark: "wrong",
      finding: "missing",
      advice:
        "Give --union-id <unionId>, or set DINGTALK_UNION_ID: a user who can see the spaces. `npx pulumi-dingtalk user <userId>` prints the unionId of a user.",
    },
  };
}
