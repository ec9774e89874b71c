import type { Reporter } from "../dingtalk/http/reporter";
import { configurationKeys, type ConfigurationKey } from "./configurationKeys";
import type { DriveSpaceInputs, Properties } from "./inputs";

interface Of<Owner extends string, Name extends string> {
  readonly of: Owner;
  /** What will go. It works until a major release removes it. */
  readonly name: Name;
  /** What to use instead. */
  readonly successor: Name;
  /** The release that deprecated it. */
  readonly since: string;
}

/** An input of the resource, an argument of a data function or a key of the configuration that will go. */
export type Deprecation =
  | Of<"DriveSpace", keyof DriveSpaceInputs>
  | Of<"getOrgStorage" | "getDriveSpace" | "getDriveSpaces" | "getUser", string>
  | Of<"configuration", ConfigurationKey>;

/** Everything that is deprecated. The warnings at preview and the schema's `deprecationMessage` come from here. */
export const deprecations: readonly Deprecation[] = [];

/** As the schema says it to generated SDKs. */
export const deprecationMessage = ({ successor, since }: Deprecation) =>
  `Deprecated since ${since}. Use ${successor} instead.`;

/** One warning for each deprecated name that has a value, once a process. */
export function warnDeprecated(
  { reporter, deprecations: table = deprecations }: DeprecationDependencies,
  owner: Deprecation["of"],
  given: Properties,
): void {
  for (const entry of table) {
    if (entry.of !== owner || (given[entry.name] ?? undefined) === undefined) continue;
    const { of, name, successor, since } = entry;
    reporter.warn(
      `deprecated ${of} ${name}`,
      `${of}: ${name} is deprecated since ${since}. Use ${successor} instead.`,
    );
  }
}

/** As `warnDeprecated`, for keys of the configuration, by the spelling that gives the value. */
export function warnDeprecatedKeys(
  {
    env,
    reporter,
    deprecations: table = deprecations,
  }: DeprecationDependencies & { readonly env: Environment },
  explicit: Properties,
): void {
  for (const entry of table) {
    if (entry.of !== "configuration") continue;
    const { name, successor, since } = entry;
    const spelling = (key: ConfigurationKey) =>
      explicit[name] === undefined ? configurationKeys[key] : `dingtalk:${key}`;
    if (explicit[name] === undefined && (env[configurationKeys[name]] ?? "").trim() === "") continue;
    reporter.warn(
      `deprecated configuration ${name}`,
      `${spelling(name)} is deprecated since ${since}. Use ${spelling(successor)} instead.`,
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

interface DeprecationDependencies {
  readonly reporter: Reporter;
  /** @default the table of this release */
  readonly deprecations?: readonly Deprecation[] | undefined;
}
