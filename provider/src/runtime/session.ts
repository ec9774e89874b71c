import type { Drive } from "../dingtalk/drive";
import type { Reporter } from "../dingtalk/http/reporter";
import { configurationProblem, explicitConfig, isKnownConfig, readConfiguration } from "./configuration";
import { MissingConfigurationError, type ExplicitConfig } from "./configurationKeys";
import { warnDeprecatedKeys, type Deprecation } from "./deprecations";
import type { OpenDrive } from "./openDrive";
import { originOf, type Origin } from "./origin";

/** What the handlers need of the process they run in. */
export interface HandlerDependencies {
  /** The environment, read key by key after the explicit configuration. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly reporter: Reporter;
  readonly openDrive: OpenDrive;
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
  /** What this release will do away with. */
  readonly deprecations?: readonly Deprecation[];
}

/** The configuration of one process of the provider, and the door to DingTalk, opened when the first call is made. */
export class Session {
  readonly #deps: HandlerDependencies;
  #explicit: ExplicitConfig = {};
  #drive: Drive | undefined;
  #origin: Origin | undefined;
  #wrong: string | undefined;
  #isRead = false;
  #isOfProgram = false;

  constructor(deps: HandlerDependencies) {
    this.#deps = deps;
  }

  /** Only keeps the configuration: the host does not wait for this. What is missing is said when it is needed. */
  configure(get: (key: string) => unknown, isOfProgram = false): void {
    this.#explicit = explicitConfig(get);
    this.#isOfProgram = isOfProgram;
    this.#drive = undefined;
    this.#isRead = false;
  }

  /** A program runs, and has given this process its configuration: what only it asks for has come. */
  programRuns(): void {
    this.#isOfProgram = true;
  }

  /** @throws ConfigurationError if something is missing or cannot be used. */
  get drive(): Drive {
    const { env, reporter, openDrive } = this.#deps;
    return (this.#drive ??= openDrive(readConfiguration(this.#explicit, env, !this.#isOfProgram), reporter));
  }

  /** Whose credentials these are; `undefined` as long as the configuration cannot be used or is not known yet. */
  get origin(): Origin | undefined {
    this.#read();
    return this.#origin;
  }

  /** Reads the configuration once. A preview makes no call, and would not notice what up will be missing. */
  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    this.#origin = undefined;
    const { env, reporter } = this.#deps;
    if (this.#isOfProgram) warnDeprecatedKeys(this.#deps, this.#explicit);
    const problem = configurationProblem(this.#explicit, env);
    this.#wrong = problem instanceof MissingConfigurationError ? undefined : problem?.message;
    if (problem instanceof MissingConfigurationError) reporter.warn("configuration", problem.message);
    else if (problem === undefined && isKnownConfig(this.#explicit))
      this.#origin = originOf(readConfiguration(this.#explicit, env));
  }

  /** What is configured and cannot be right. What is missing is a warning, once: a preview can do without it. */
  check(): string | undefined {
    this.#read();
    return this.#wrong;
  }
}
