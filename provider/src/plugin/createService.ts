import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { createHandlers } from "../runtime/createHandlers";
import { createLookUps } from "../runtime/lookUps";
import type { HandlerDependencies } from "../runtime/session";
import type { CancellableClock } from "./cancellableClock";
import type { PluginContext } from "./context";
import { cancel } from "./methods/cancel";
import { check } from "./methods/check";
import { checkConfig } from "./methods/checkConfig";
import { configure } from "./methods/configure";
import { create } from "./methods/create";
import { deleteSpace } from "./methods/delete";
import { diff } from "./methods/diff";
import { diffConfig } from "./methods/diffConfig";
import { getPluginInfo } from "./methods/getPluginInfo";
import { getSchema } from "./methods/getSchema";
import { handshake } from "./methods/handshake";
import { invoke } from "./methods/invoke";
import { read } from "./methods/read";
import { update } from "./methods/update";
import { sharedDrive } from "./sharedDrive";
import { unary } from "./unary";
import { unimplemented } from "./unimplemented";

export interface PluginDependencies extends HandlerDependencies {
  /** Resolves once every line that the reporter was given is said. It never rejects. */
  readonly settled: () => Promise<unknown>;
  readonly clock: CancellableClock;
  readonly version: string;
  readonly readSchema: () => string;
}

/**
 * Pulumi's provider protocol over the same handlers that the dynamic resource uses. Each call of this function is "a new
 * process".
 */
export function createService(deps: PluginDependencies): UntypedServiceImplementation {
  const { clock, version, readSchema, env, reporter, settled } = deps;
  const shared: HandlerDependencies = { ...deps, openDrive: sharedDrive(deps.openDrive) };
  const context: PluginContext = {
    handlers: createHandlers(shared),
    lookUps: createLookUps(shared),
    config: new Map(),
    isChecked: false,
    ...{ clock, version, readSchema, env, reporter },
  };
  const answers = <Request, Response>(
    work: (context: PluginContext, request: Request) => Promise<Response> | Response,
  ) => unary((request: Request) => work(context, request), settled);
  return {
    handshake: unary(handshake, settled),
    getSchema: answers(getSchema),
    checkConfig: answers(checkConfig),
    diffConfig: answers(diffConfig),
    configure: answers(configure),
    check: answers(check),
    diff: answers(diff),
    create: answers(create),
    read: answers(read),
    update: answers(update),
    delete: answers(deleteSpace),
    invoke: answers(invoke),
    cancel: answers(cancel),
    getPluginInfo: answers(getPluginInfo),
    ...unimplemented(["parameterize", "call", "construct", "attach", "getMapping", "getMappings"]),
  };
}
