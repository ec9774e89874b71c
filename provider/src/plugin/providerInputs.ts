import { configurationProblem, explicitConfig } from "../runtime/configuration";
import {
  configurationKeys,
  MissingConfigurationError,
  secretKeys,
  type ConfigurationKey,
} from "../runtime/configurationKeys";
import { isUnknown, type CheckFailure } from "../runtime/inputs";
import { nearestKey } from "../runtime/unknownKey";

/** The operator for `pulumi import` with the id of a space alone. Only the plugin has this key. */
export const operatorKey = "unionId";

const numbers: ReadonlySet<string> = new Set<ConfigurationKey>(["callsPerSecond", "maxCalls"]);
const keys = [...Object.keys(configurationKeys), operatorKey];
/** What the engine itself may give to a provider. */
const engineKeys = new Set(["version", "pluginDownloadURL", "pluginChecksums", "__internal"]);

/**
 * What is wrong with a provider's inputs, one line each, which names its key: with a `property` the engine would print
 * the value too, a secret's as well. What is missing is no failure: a preview can do without it.
 */
export function checkProviderInputs(
  news: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (engineKeys.has(property) || value === null || isUnknown(value)) continue;
    const reason = keys.includes(property) ? wrongType(property, value) : unknownKey(property);
    if (reason !== undefined) failures.push({ property: "", reason });
  }
  if (failures.length > 0) return failures;
  const problem = configurationProblem(
    explicitConfig((key) => news[key.replace("dingtalk:", "")]),
    env,
  );
  if (problem === undefined || problem instanceof MissingConfigurationError) return [];
  return [{ property: "", reason: problem.message }];
}

function wrongType(key: string, value: unknown): string | undefined {
  const wanted = numbers.has(key) ? ["number", "string"] : ["string"];
  if (wanted.includes(typeof value)) return undefined;
  const shown = secretKeys.has(key as ConfigurationKey) ? "" : ` (${JSON.stringify(value)})`;
  return `dingtalk:${key} must be a ${wanted[0] ?? ""}, not a ${typeof value}${shown}.`;
}

function unknownKey(key: string): string {
  const meant = nearestKey(key, keys);
  return meant === undefined
    ? `unknown key dingtalk:${key}; expected ${keys.join(", ")}.`
    : `unknown key dingtalk:${key}; did you mean dingtalk:${meant}?`;
}
