import type { ServerResponse } from "node:http";
import type { Outcome } from "./outcome";
import type { Timers } from "./timers";

const drops = 10;

/** Puts an outcome on the wire. */
export async function send(
  outcome: Outcome,
  requestId: string,
  response: ServerResponse,
  timers: Timers,
): Promise<void> {
  if (outcome.as === "silence") return;
  if (outcome.as === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(outcome.text);
  response.writeHead(outcome.status, {
    ...outcome.headers,
    "x-acs-request-id": requestId,
    "content-length": bytes.length,
  });
  if (outcome.cutAt !== undefined) {
    response.write(bytes.subarray(0, outcome.cutAt), () => response.socket?.destroy());
    return;
  }
  if (outcome.overMs !== undefined) await drip(bytes, outcome.overMs, response, timers);
  else response.end(bytes);
}

async function drip(bytes: Buffer, overMs: number, response: ServerResponse, timers: Timers): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  response.flushHeaders();
  for (let at = 0; at < bytes.length; at += size) {
    if (!(await timers.sleep(overMs / drops)) || response.destroyed) return;
    response.write(bytes.subarray(at, at + size));
  }
  response.end();
}
