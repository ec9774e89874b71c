import type { ServiceError } from "@grpc/grpc-js";
import { oneLine, textOf } from "../dingtalk/http/text";
import { writeSpace } from "./properties";
import { Any, grpc, messages, Status } from "./sdk";

/** A space was made, and something after that failed: the handlers give the engine its id with the error. */
interface PartialFailure {
  readonly message: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly reasons: readonly string[];
}

/** What the engine shows: one line, no stack. With a partial failure it keeps the id in the state. */
export function rpcError(thrown: unknown, secrets: ReadonlySet<string> = new Set()): RpcError {
  const details = oneLine(textOf(thrown));
  const code = grpc.status.UNKNOWN;
  if (!isPartial(thrown)) return { code, details };
  const failed = new messages.ErrorResourceInitFailed();
  failed.setId(thrown.id);
  failed.setProperties(writeSpace(thrown.properties, secrets));
  failed.setReasonsList([...thrown.reasons]);
  const packed = new Any();
  packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(code);
  status.setMessage(details);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code, details, metadata };
}

export type RpcError = Partial<Pick<ServiceError, "code" | "details" | "metadata">>;

const isPartial = (thrown: unknown): thrown is PartialFailure =>
  thrown instanceof Error && "id" in thrown && "properties" in thrown && "reasons" in thrown;
