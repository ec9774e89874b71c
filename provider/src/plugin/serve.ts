import type { Server } from "@grpc/grpc-js";
import { createService, type PluginDependencies } from "./createService";
import { grpc, ResourceProviderService } from "./sdk";

/** As large as the engine's own messages may be. */
const MAX_BYTES = 400 * 1024 * 1024;

export interface Serving {
  readonly server: Server;
  readonly port: number;
}

/** Serves a new plugin on a port of its own, on loopback. */
export async function serve(deps: PluginDependencies): Promise<Serving> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_BYTES });
  server.addService(ResourceProviderService, createService(deps));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { server, port };
}
