import * as pulumi from "@pulumi/pulumi";
import type { LookUps } from "./runtime/lookUps";
import type * as processLookUps from "./runtime/processLookUps";
import { assertKnownKeys } from "./assertKnownKeys";
import { isPulumiProgram } from "./programProcess";
import { explicitConfigOf } from "./provider";
import { runError } from "./runError";

/** The options of a data function's plain form. */
export type LookUpOptions = pulumi.InvokeOptions;
/** The options of a data function's Output form. With `dependsOn` it waits, and asks after that. */
export type LookUpOutputOptions = pulumi.InvokeOutputOptions;

/** Arguments, each of which may be an Output or a promise. */
export type OutputArgs<T> = { [K in keyof T]: pulumi.Input<T[K]> };

/** A key that may be missing is one whose value may be `undefined`: an Output of it then has the property. */
type Present<T> = T extends readonly (infer U)[]
  ? Present<U>[]
  : T extends object
    ? { [K in keyof Required<T>]: Present<T[K]> }
    : T;

type Name = keyof LookUps;
type Result<N extends Name> = Present<Awaited<ReturnType<LookUps[N]>>>;
type Args = Record<string, unknown>;

/** What one run of a program shares: equal calls that wait for the same are made once. A run has one monitor. */
const runs = new WeakMap<object, Map<string, Promise<unknown>>>();
const withoutEngine = {};

/**
 * The plain form: a promise of the result, in the program's process.
 *
 * @internal a declaration of it would have every program's compiler read what stands behind it
 */
export async function lookUp<N extends Name>(
  name: N,
  args: Args,
  opts: LookUpOptions = {},
): Promise<Result<N>> {
  if (mocked()) return (await pulumi.runtime.invoke(token(name), args, opts)) as Result<N>;
  return call(name, args, await plain(name, explicitConfigFor(name, opts)));
}

/**
 * The Output form: waits for its arguments, its provider and `dependsOn`; unknown if one of them is.
 *
 * @internal
 */
export function lookUpOutput<N extends Name, A extends object>(
  name: N,
  args: OutputArgs<A>,
  opts: LookUpOutputOptions = {},
): pulumi.Output<Result<N>> {
  if (mocked()) return pulumi.runtime.invokeOutput<Result<N>>(token(name), args, opts);
  const explicitConfig = pulumi.unsecret(pulumi.output(explicitConfigFor(name, opts)));
  return pulumi
    .all([pulumi.output(args) as pulumi.Output<Args>, explicitConfig, ready(opts.dependsOn)])
    .apply<Result<N>>(([known, explicit, after]) => call(name, known, explicit, after));
}

const token = (name: Name) => `dingtalk:index:${name}`;

function mocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

function explicitConfigFor(
  name: Name,
  { provider, parent }: LookUpOptions,
): pulumi.OutputInstance<object> | undefined {
  if (provider) {
    const config = explicitConfigOf(provider);
    if (config) return config;
    throw runError(`${name}: the option provider must be a dingtalk.Provider. Give one, or leave it out.`);
  }
  const inherited = parent?.getProvider("pulumi-nodejs:dynamic/dingtalk:DriveSpace");
  const config = inherited && explicitConfigOf(inherited);
  if (!config && !hasDefaultProvider()) {
    throw runError(
      `${name}: pulumi:disable-default-providers is set, so the stack configuration cannot be used. Pass a dingtalk.Provider as the option provider.`,
    );
  }
  if (!config) assertKnownKeys(name);
  return config;
}

/** Whether the stack lets a dynamic resource without a provider use the stack configuration. */
function hasDefaultProvider(): boolean {
  const disabled = pulumi.runtime.getConfig("pulumi:disable-default-providers");
  return disabled === undefined || !/"(\*|pulumi-nodejs)"/.test(disabled);
}

/** An Output's value as a promise. At preview it may be unknown, which a promise cannot be. */
async function plain(
  name: Name,
  output: pulumi.OutputInstance<object> | undefined,
): Promise<object | undefined> {
  if (!output) return undefined;
  const isKnown = await (output as unknown as { isKnown: Promise<boolean> }).isKnown;
  if (!isKnown) throw runError(`${name}: the provider's inputs are not known at preview. Use ${name}Output.`);
  return new Promise((resolve) => void output.apply(resolve));
}

/** @param after the ids of what the call must come after; none if it depends on nothing. */
function call<N extends Name>(
  name: N,
  args: Args,
  explicit: object | undefined,
  after: readonly unknown[] = [],
): Promise<Result<N>> {
  const config = (key: string): unknown =>
    explicit ? (explicit as Args)[key] : pulumi.runtime.getConfig(key);
  const run = (pulumi.runtime.getMonitor() as object | undefined) ?? withoutEngine;
  const made = runs.get(run) ?? new Map<string, Promise<unknown>>();
  runs.set(run, made);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when the first data function is called
  const { lookUps, lookUpKey } = require("./runtime/processLookUps") as typeof processLookUps;
  const isLater = after.length > 0;
  const key = lookUpKey(name, args, config) + (isLater ? JSON.stringify(after) : "");
  let result = made.get(key);
  if (!result) {
    result = (
      lookUps[name] as (
        run: object,
        config: (key: string) => unknown,
        args: Args,
        isLater: boolean,
      ) => Promise<unknown>
    )(run, config, args, isLater).catch((error: unknown) => {
      made.delete(key);
      throw runError(`${name}: ${messageOf(error)}`);
    });
    made.set(key, result);
  }
  return result as Promise<Result<N>>;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isPulumiProgram() || !/ConfigurationError$/.test(error.name)) return error.message;
  return `${error.message} Data functions run in this process, which envVars do not reach: set the stack configuration or process.env.`;
}

/** The ids of the resources of `dependsOn`, those inside of components too: known once every resource has one. */
function ready(dependsOn: LookUpOutputOptions["dependsOn"]): pulumi.Output<unknown[]> {
  return pulumi.output(dependsOn).apply((resolved) => {
    const resources = Array.isArray(resolved) ? resolved : [resolved];
    return pulumi.all(
      resources.filter((resource) => resource !== undefined).map((resource) => idsOf(resource)),
    );
  });
}

function idsOf(resource: pulumi.Resource, seen = new Set<pulumi.Resource>()): pulumi.Output<unknown> {
  if (seen.has(resource)) return pulumi.output(undefined);
  seen.add(resource);
  if (pulumi.CustomResource.isInstance(resource)) return resource.id;
  const children = (resource as { __childResources?: Iterable<pulumi.Resource> }).__childResources ?? [];
  return pulumi.all([resource.urn, ...[...children].map((child) => idsOf(child, seen))]);
}
