import * as pulumi from "@pulumi/pulumi";
import type * as runtimeLookUps from "./runtime/lookUps";
import { givenOf } from "./provider";

/** The options of a data function's plain form. */
export type LookUpOptions = pulumi.InvokeOptions;
/** The options of a data function's Output form; `dependsOn` makes it wait. */
export type LookUpOutputOptions = pulumi.InvokeOutputOptions;

type LookUps = typeof runtimeLookUps.lookUps;
type Name = keyof LookUps;
type Args = Record<string, unknown>;
type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K] | undefined> };

/** What one run of a program shares: equal calls are made once. A run has one monitor. */
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
): Promise<Awaited<ReturnType<LookUps[N]>>> {
  if (mocked())
    return (await pulumi.runtime.invoke(token(name), args, opts)) as Awaited<ReturnType<LookUps[N]>>;
  return call(name, args, await plain(name, explicitlyGiven(name, opts)));
}

/**
 * The Output form: waits for its arguments, its provider and `dependsOn`; unknown where one of them is.
 *
 * @internal
 */
export function lookUpOutput<N extends Name, A extends object>(
  name: N,
  args: Inputs<A>,
  opts: LookUpOutputOptions = {},
): pulumi.Output<Awaited<ReturnType<LookUps[N]>>> {
  type Result = Awaited<ReturnType<LookUps[N]>>;
  if (mocked()) return pulumi.runtime.invokeOutput<Result>(token(name), args, opts);
  const given = pulumi.unsecret(pulumi.output(explicitlyGiven(name, opts)));
  return pulumi
    .all([pulumi.output(args) as pulumi.Output<Args>, given, ready(opts.dependsOn)])
    .apply<Result>(([known, explicit]) => call(name, known, explicit));
}

const token = (name: Name) => `dingtalk:index:${name}`;

function mocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

function explicitlyGiven(
  name: Name,
  { provider, parent }: LookUpOptions,
): pulumi.OutputInstance<object> | undefined {
  if (provider) {
    const given = givenOf(provider);
    if (given) return given;
    throw new pulumi.RunError(
      `${name}: the option provider is not a dingtalk.Provider: give one, or leave it out.`,
    );
  }
  const inherited = parent?.getProvider("pulumi-nodejs:dynamic/dingtalk:DriveSpace");
  return inherited && givenOf(inherited);
}

/** An Output's value as a promise. At preview it may be unknown, which a promise cannot be. */
async function plain(
  name: Name,
  output: pulumi.OutputInstance<object> | undefined,
): Promise<object | undefined> {
  if (!output) return undefined;
  const isKnown = await (output as unknown as { isKnown: Promise<boolean> }).isKnown;
  if (!isKnown)
    throw new pulumi.RunError(`${name}: the provider's inputs are not known at preview: use ${name}Output.`);
  return new Promise((resolve) => void output.apply(resolve));
}

function call<N extends Name>(
  name: N,
  args: Args,
  explicit: object | undefined,
): Promise<Awaited<ReturnType<LookUps[N]>>> {
  const config = (key: string): unknown =>
    explicit ? (explicit as Args)[key] : pulumi.runtime.getConfig(key);
  const run = (pulumi.runtime.getMonitor() as object | undefined) ?? withoutEngine;
  const made = runs.get(run) ?? new Map<string, Promise<unknown>>();
  runs.set(run, made);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when the first data function is called
  const { lookUps, lookUpKey } = require("./runtime/lookUps") as typeof runtimeLookUps;
  const key = lookUpKey(name, args, config);
  let result = made.get(key);
  if (!result) {
    result = (
      lookUps[name] as (run: object, config: (key: string) => unknown, args: Args) => Promise<unknown>
    )(run, config, args).catch((error: unknown) => {
      made.delete(key);
      throw runError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    });
    made.set(key, result);
  }
  return result as Promise<Awaited<ReturnType<LookUps[N]>>>;
}

/** Pulumi prints a RunError without the stack. */
function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}

/** Known once every resource of `dependsOn` has its id, those inside of components too. */
function ready(dependsOn: LookUpOutputOptions["dependsOn"]): pulumi.Output<unknown> {
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
