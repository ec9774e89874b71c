import type { Drive } from "../dingtalk/drive";
import { textOf } from "../dingtalk/http/text";
import { readConfiguration } from "../runtime/configuration";
import { regions } from "../dingtalk/http/regions";
import {
  configurationKeys,
  MissingConfigurationError,
  type ConfigurationKey,
} from "../runtime/configurationKeys";
import { openDrive } from "../runtime/openDrive";
import { sayingReporter } from "./sayingReporter";

const [, mainland] = regions;

/** DingTalk as a command has it: with the environment's credentials, saying its lines by `say`. */
export function openEnvironmentDrive(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Drive {
  return openDrive(configuration(env), sayingReporter(say));
}

/** What a command signs in with, and what is typed for each. */
const typed = {
  clientId: "<Client ID>",
  clientSecret: "<Client Secret>",
  corpId: "<corpId>",
} satisfies Partial<Record<ConfigurationKey, string>>;

function configuration(env: Readonly<Record<string, string | undefined>>) {
  try {
    return readConfiguration({}, env);
  } catch (error) {
    const help =
      error instanceof MissingConfigurationError
        ? `Missing credentials. This command reads the environment. Run \`${exportLine(env)}\`. For mainland China also \`export ${configurationKeys.endpoint}=${mainland.endpoint}\`.`
        : textOf(error);
    throw new Error(`sign in to DingTalk: ${help}`, { cause: error });
  }
}

/** The line that sets what is not set. */
function exportLine(env: Readonly<Record<string, string | undefined>>): string {
  const missing = (Object.keys(typed) as (keyof typeof typed)[]).filter(
    (key) => !env[configurationKeys[key]]?.trim(),
  );
  return ["export", ...missing.map((key) => `${configurationKeys[key]}='${typed[key]}'`)].join(" ");
}
