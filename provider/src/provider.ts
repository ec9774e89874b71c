import * as pulumi from "@pulumi/pulumi";

/** The inputs of an explicit {@link Provider}. What is left out comes from the environment. */
export interface ProviderArgs {
  /** AppKey / Client ID of the app; the SuiteKey of a third-party app. Environment: `DINGTALK_CLIENT_ID`. */
  clientId?: pulumi.Input<string> | undefined;
  /** The app's secret. It is a secret in the state. Environment: `DINGTALK_CLIENT_SECRET`. */
  clientSecret?: pulumi.Input<string> | undefined;
  /** The organization. With it the unified token endpoint is used. Environment: `DINGTALK_CORP_ID`. */
  corpId?: pulumi.Input<string> | undefined;
  /** Makes it a third-party app; needs `corpId`. A secret in the state. Environment: `DINGTALK_SUITE_TICKET`. */
  suiteTicket?: pulumi.Input<string> | undefined;
  /** A ready token instead of id and secret. A secret in the state. Environment: `DINGTALK_ACCESS_TOKEN`. */
  accessToken?: pulumi.Input<string> | undefined;
  /**
   * Where the API is. https only, except on loopback. Environment: `DINGTALK_ENDPOINT`.
   *
   * @default "https://api.dingtalk.io"
   */
  endpoint?: pulumi.Input<string> | undefined;
  /**
   * Where the old API is, which `getUser` asks. Environment: `DINGTALK_LEGACY_ENDPOINT`.
   *
   * @default "https://oapi.dingtalk.com"
   */
  legacyEndpoint?: pulumi.Input<string> | undefined;
  /**
   * How many calls of each API may reach DingTalk in any rolling second. Environment: `DINGTALK_CALLS_PER_SECOND`.
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
const inputs = new Set([...numbers, ...secret, "clientId", "corpId", "endpoint", "legacyEndpoint"]);

/** What is an Output or a promise yet is looked at where the provider runs. */
const isInput = (value: unknown, wanted: string): boolean =>
  typeof value === wanted || pulumi.Output.isInstance(value) || value instanceof Promise;

/** Where a data function finds an explicit provider's inputs, whichever copy of this package made it. */
const givenKey: unique symbol = Symbol.for("pulumi-dingtalk/given") as never;

/**
 * An explicit provider: one organization's app. Resources and data functions take it as `{ provider }`, so that
 * one program manages several organizations. A changed credential changes the provider in place and replaces
 * nothing. Permissions, errors and the calls for a token: `obtain-the-access-token-of-an-internal-app`,
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
  readonly [givenKey]: pulumi.OutputInstance<object>;

  /**
   * @param name the provider's name in the program, unique in it.
   * @param args the app's credentials, and where and how fast it may call.
   * @param opts Pulumi's options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const given: Record<string, pulumi.Input<unknown>> = {};
    for (const [key, value] of Object.entries(args) as [string, pulumi.Input<unknown>][]) {
      if (!inputs.has(key)) {
        throw new pulumi.RunError(
          `dingtalk.Provider '${name}': ${key} is not an input; its inputs are ${[...inputs].sort().join(", ")}`,
        );
      }
      const wanted = numbers.has(key) ? "number" : "string";
      if (value !== undefined && !isInput(value, wanted)) {
        throw new pulumi.RunError(`dingtalk.Provider '${name}': ${key} must be a ${wanted}.`);
      }
      if (value !== undefined) given[`dingtalk:${key}`] = secret.has(key) ? pulumi.secret(value) : value;
    }
    // Explicit providers of dynamic resources are of the package that hosts these.
    super("pulumi-nodejs", name, given, opts);
    this[givenKey] = pulumi.output(given);
  }
}

/** An explicit provider's inputs under their keys of the configuration; `undefined` for another package's provider. */
export function givenOf(provider: pulumi.ProviderResource): pulumi.OutputInstance<object> | undefined {
  return (provider as { [givenKey]?: pulumi.OutputInstance<object> })[givenKey];
}
