import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { rpcError, type RpcError } from "./rpcError";

/**
 * A method as gRPC calls it, from one that takes the request and promises the response. What it said is with the engine
 * before the answer is, which may be the last that the engine waits for.
 */
export function unary<Request, Response>(
  method: (request: Request) => Promise<Response> | Response,
  settled: () => Promise<unknown>,
): (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => void {
  return ({ request }, callback) => {
    Promise.resolve()
      .then(() => method(request))
      .finally(settled)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error instanceof RpcFailure ? error.rpc : rpcError(error)),
      );
  };
}

/** An error that already is what gRPC sends. */
export class RpcFailure extends Error {
  constructor(readonly rpc: RpcError) {
    super(rpc.details);
  }
}
