import type * as grpcModule from "@grpc/grpc-js";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";
import type * as any from "google-protobuf/google/protobuf/any_pb";
import type * as struct from "google-protobuf/google/protobuf/struct_pb";
import { createRequire } from "node:module";
import type * as engine from "@pulumi/pulumi/proto/engine_pb";
import type * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type * as providerService from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as provider from "@pulumi/pulumi/proto/provider_pb";
import type * as status from "@pulumi/pulumi/proto/status_pb";

/**
 * Pulumi's protocol as the SDK ships it. Its messages only take parts that come from the SDK's own copies of gRPC and
 * protobuf, so these are looked for from the SDK's folder, and this package depends on neither. The SDK itself, which
 * takes half a second to load, is not.
 */
const ofSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc = ofSdk("@grpc/grpc-js") as typeof grpcModule;
export const { Struct } = ofSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof struct;
export const { Empty } = ofSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof empty;
export const { Any } = ofSdk("google-protobuf/google/protobuf/any_pb.js") as typeof any;
export const messages = ofSdk("./proto/provider_pb.js") as typeof provider;
export const { PluginInfo } = ofSdk("./proto/plugin_pb.js") as typeof plugin;
export const { Status } = ofSdk("./proto/status_pb.js") as typeof status;
export const { ResourceProviderService, ResourceProviderClient } = ofSdk(
  "./proto/provider_grpc_pb.js",
) as typeof providerService;
export const { EngineClient, EngineService } = ofSdk("./proto/engine_grpc_pb.js") as typeof engineService;
export const { LogRequest, LogSeverity } = ofSdk("./proto/engine_pb.js") as typeof engine;

export type { provider as rpc };
export type StructMessage = struct.Struct;
