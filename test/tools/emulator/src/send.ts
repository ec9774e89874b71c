import type { ServerResponse } from "node:http";
import type { Outcome } from "./outcome";
import type { SecureLink } from "./secureFront";
import type { Timers } from "./timers";

const drops = 10;

/** Neither HTTP nor a TLS record. */
const garbage = Buffer.from("\u0000\u0001 this is no answer \r\n\r\n");

export interface Wire {
  readonly response: ServerResponse;
  readonly timers: Timers;
  readonly requestId: string;
  /** Milliseconds since 1970, for the answer's `Date`. */
  readonly now: number;
  /** What lies beneath, over https. */
  readonly link: SecureLink | undefined;
}

/** Puts an outcome on the wire. */
export async function send(outcome: Outcome, wire: Wire): Promise<void> {
  const { response, timers, link } = wire;
  switch (outcome.as) {
    case "silence":
      return;
    case "reset":
      if (link === undefined) response.socket?.resetAndDestroy();
      else link.reset();
      return;
    case "garbage":
      if (link === undefined) response.socket?.end(garbage);
      else link.sendGarbage(garbage);
      return;
    case "tlsAlert":
      link?.provokeAlert();
      return;
    case "answer":
  }
  const bytes = Buffer.from(outcome.text);
  response.writeHead(outcome.status, {
    ...outcome.headers,
    "x-acs-request-id": wire.requestId,
    date: new Date(wire.now).toUTCString(),
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
