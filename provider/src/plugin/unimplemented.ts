import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { grpc } from "./sdk";

/** Methods that the engine may ask for, and goes on without. */
export const unimplemented = (names: readonly string[]): UntypedServiceImplementation =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (_call: unknown, callback: (error: object) => void) =>
        callback({
          code: grpc.status.UNIMPLEMENTED,
          details: `pulumi-resource-dingtalk does not implement ${name}`,
        }),
    ]),
  );
