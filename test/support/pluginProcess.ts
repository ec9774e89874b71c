import type { ServiceError } from "@grpc/grpc-js";
import { CancellableClock } from "../../provider/src/plugin/cancellableClock";
import { createService } from "../../provider/src/plugin/createService";
import { readProperties } from "../../provider/src/plugin/properties";
import { messages, Status } from "../../provider/src/plugin/sdk";
import { providerKey, type Properties } from "../../provider/src/runtime/inputs";
import type { Emulator } from "../tools/emulator/src";
import type { ProviderProcess } from "./engineStandIn";
import { openDriveBy, type HandlerOptions } from "./handlers";
import { PluginCalls, type Method } from "./pluginCalls";
import { quietReporter } from "./quietReporter";
import type { VirtualClock } from "./virtualClock";

/** The plugin's service as the engine calls it, but for the wire between the two. */
class DirectCalls extends PluginCalls {
  constructor(private readonly service: ReturnType<typeof createService>) {
    super();
  }

  ask<Response>(method: Method, request: object): Promise<Response> {
    return new Promise((resolve, reject) => {
      const handle = this.service[method] as (
        call: { readonly request: object },
        callback: (error: EngineError | null, response?: Response) => void,
      ) => void;
      handle({ request }, (error, response) =>
        error ? reject(asEngineError(error)) : resolve(response as Response),
      );
    });
  }
}

/** A native resource has no text of a provider in its state. */
const plain = (properties: Properties): Properties => ({ ...properties, [providerKey]: undefined });

/** A new process of the plugin. */
export function openPluginProcess(
  emulator: Emulator,
  clock: VirtualClock,
  { env = emulator.env, transport, beforeWrite }: HandlerOptions = {},
): ProviderProcess {
  const calls = new DirectCalls(
    createService({
      env,
      now: clock.now,
      clock: new CancellableClock(clock),
      reporter: quietReporter(),
      version: "0.0.0",
      settled: () => Promise.resolve(),
      readSchema: () => "{}",
      openDrive: openDriveBy(clock, { transport, beforeWrite }),
    }),
  );
  const configured = calls.configure();
  return {
    async check(olds, news) {
      await configured;
      const { values, failures } = await calls.check(plain(news), { olds: plain(olds) });
      return {
        inputs: { ...values },
        failures: failures.map((failure) => {
          const [property = "", ...reason] = failure.split(": ");
          return { property, reason: reason.join(": ") };
        }),
      };
    },
    async diff(id, olds, news) {
      await configured;
      const response = await calls.diff(id, plain(olds), plain(news));
      return {
        changes: response.changes === messages.DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.replacesList,
        deleteBeforeReplace: response.deletebeforereplace,
      };
    },
    async create(properties) {
      await configured;
      const { id, values } = await calls.create(plain(properties));
      return { id, outs: { ...values } };
    },
    async read(id, properties) {
      await configured;
      const read = await calls.read(id, plain(properties));
      return { id: read.id, props: { ...read.props.values }, inputs: { ...read.inputs.values } };
    },
    async update(id, olds, news) {
      await configured;
      return { outs: { ...(await calls.update(id, plain(olds), plain(news))).values } };
    },
    async delete(id, properties) {
      await configured;
      await calls.delete(id, plain(properties));
    },
  };
}

type EngineError = Pick<ServiceError, "details"> & Partial<Pick<ServiceError, "metadata">>;

/** What the engine reads from an error: its line and, of a resource that is there nevertheless, its id and its state. */
function asEngineError({ details, metadata }: EngineError): Error {
  const error = new Error(details);
  const [packed] = metadata?.get("grpc-status-details-bin") ?? [];
  if (!(packed instanceof Uint8Array)) return error;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (!detail) return error;
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  const properties = readProperties(failed.getProperties()).values;
  return Object.assign(error, { id: failed.getId(), properties });
}
