import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** Listens and then stands still for good, so that nobody takes what connects. */
const listenAndStop = `
const { parentPort } = require("node:worker_threads");
const server = require("node:net").createServer();
server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

export interface SilentPort extends AsyncDisposable {
  readonly port: number;
}

/**
 * A port of 127.0.0.1 on which connecting gets no answer, neither yes nor no: a listener whose queue is full
 * and that takes nobody from it.
 */
export async function openSilentPort(): Promise<SilentPort> {
  const worker = new Worker(listenAndStop, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  const filling = new Set<Socket>();
  while (await connects(port, filling)) {
    // One more stands in the queue.
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of filling) socket.destroy();
      await worker.terminate();
    },
  };
}

/** How long a connection to this very machine may take before nobody answers it. Milliseconds. */
const patienceMs = 500;

function connects(port: number, filling: Set<Socket>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    filling.add(socket);
    const timer = setTimeout(() => resolve(false), patienceMs);
    socket.on("error", () => undefined);
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
