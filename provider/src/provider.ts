import * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

/** The inputs of an explicit {@link Provider}. An input that you leave out is read from the environment. */
export interface ProviderArgs {
  /** AppKey / Client ID of the app; the SuiteKey of a third-party app. Environment: `DINGTALK_CLIENT_ID`. */
  clientId?: pulumi.Input<string> | undefined;
  /** The app's secret. It is a secret in the state. Environment: `DINGTALK_CLIENT_SECRET`. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** The organization. With it the unified token endpoint is used. Environment: `DINGTALK_CORP_ID`. */
  corpId?: pulumi.Input<string> | undefined;
  /** Makes it a third-party app; needs `corpId`. It is a secret in the state. Environment: `DINGTALK_SUITE_TICKET`. */
  suiteTicket?: pulumi.Input<string> | undefined;
  /** A ready token instead of id and secret. It is a secret in the state. Environment: `DINGTALK_ACCESS_TOKEN`. */
  accessToken?: pulumi.Input<string> | undefined;
  /**
   * The address of the API; for mainland China `https://api.dingtalk.com`. It must use https, except on loopback.
   * Environment: `DINGTALK_ENDPOINT`.
   *
   * @default "https://api.dingtalk.io"
   */
  endpoint?: pulumi.Input<string> | undefined;
  /**
   * The address of the old API, which `getUser` calls. Environment: `DINGTALK_LEGACY_ENDPOINT`.
   *
   * @default it follows `endpoint`: `https://oapi.dingtalk.io`, or `https://oapi.dingtalk.com` for mainland China
   */
  legacyEndpoint?: pulumi.Input<string> | undefined;
  /**
   * How many calls of each API may reach DingTalk in any rolling second; at most 1,000. Environment:
   * `DINGTALK_CALLS_PER_SECOND`.
   *
   * @default 20
   */
  callsPerSecond?: pulumi.Input<number> | undefined;
  /**
   * How many counted calls one run of the provider may make. Environment: `DINGTALK_MAX_CALLS`.
   *
   * @default no limit
   */
  maxCalls?: pulumi.Input<number> | undefined;
}

const secret = new Set(["clientSecret", "suiteTicket", "accessToken"]);
const numbers = new Set(["callsPerSecond", "maxCalls"]);
/** @internal */
export const inputNames: ReadonlySet<string> = new Set([
  "clientId",
  "clientSecret",
  "corpId",
  "suiteTicket",
  "accessToken",
  "endpoint",
  "legacyEndpoint",
  "callsPerSecond",
  "maxCalls",
]);

/** The value of an Output or a promise is checked later, by the provider. */
const isInput = (value: unknown, wanted: string): boolean =>
  typeof value === wanted || pulumi.Output.isInstance(value) || value instanceof Promise;

/** Under this key a data function finds an explicit provider's inputs, whichever copy of this package made it. */
const explicitConfigKey: unique symbol = Symbol.for("pulumi-dingtalk/explicitConfig") as never;

/**
 * An explicit provider: one organization's app. Resources and data functions take it as `{ provider }`, so that
 * one program manages several organizations. A changed credential changes the provider in place and replaces
 * nothing. API pages of the token calls: `obtain-the-access-token-of-an-internal-app`,
 * `obtain-the-access-token-of-the-authorized-enterprise-1`, `api-gettoken`.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as dingtalk from "pulumi-dingtalk";
 *
 * const config = new pulumi.Config("org-b");
 * const orgB = new dingtalk.Provider("org-b", {
 *   clientId: config.require("clientId"),
 *   clientSecret: config.requireSecret("clientSecret"),
 *   corpId: config.require("corpId"),
 * });
 * new dingtalk.DriveSpace("finance-b", { name: "Finance", unionId: config.require("unionId") }, { provider: orgB });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal */
  readonly [explicitConfigKey]: pulumi.OutputInstance<object>;

  /**
   * @param name the provider's name in the program, unique in it.
   * @param args the app's credentials, the address of the API, and how fast it may call.
   * @param opts Pulumi's options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    // An error about credentials says whose they are.
    const explicitConfig: Record<string, pulumi.Input<unknown>> = { "dingtalk:providerName": name };
    for (const [key, value] of Object.entries(args) as [string, pulumi.Input<unknown>][]) {
      if (!inputNames.has(key)) {
        throw runError(
          `dingtalk.Provider '${name}': unknown input ${key}; expected ${[...inputNames].sort().join(", ")}.`,
        );
      }
      const wanted = numbers.has(key) ? "number" : "string";
      if (value !== undefined && !isInput(value, wanted)) {
        throw runError(`dingtalk.Provider '${name}': ${key} must be a ${wanted}.`);
      }
      if (value !== undefined)
        explicitConfig[`dingtalk:${key}`] = secret.has(key) ? pulumi.secret(value) : value;
    }
    // Explicit providers of dynamic resources are of the package that hosts these.
    super("pulumi-nodejs", name, explicitConfig, opts);
    this[explicitConfigKey] = pulumi.output(explicitConfig);
  }
}

/** An explicit provider's inputs under their keys of the configuration; `undefined` for another package's provider. */
export function explicitConfigOf(
  provider: pulumi.ProviderResource,
): pulumi.OutputInstance<object> | undefined {
  return (provider as { [explicitConfigKey]?: pulumi.OutputInstance<object> })[explicitConfigKey];
}
