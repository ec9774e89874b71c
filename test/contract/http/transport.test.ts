import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { gotTransport } from "../../../provider/src/dingtalk/http/gotTransport";
import { TransportError, type HttpRequest } from "../../../provider/src/dingtalk/http/transport";
import { openSilentPort } from "../../support/silentPort";
import { trusting } from "../../support/trust";
import { startEmulator, type FaultKind } from "../../tools/emulator/src";

jest.setTimeout(240_000);

type Wanted = Partial<Omit<HttpRequest, "url">>;

/** A GET, unless it is said otherwise. */
const send = (url: string | URL, wanted: Wanted = {}) =>
  gotTransport()({ method: "GET", url: new URL(url), timeoutMs: 5_000, ...wanted });

async function failureOf(url: string | URL, wanted: Wanted = {}): Promise<TransportError> {
  const error = await send(url, wanted).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TransportError)) throw new Error(`no transport error: ${String(error)}`);
  return error;
}

describe("before the connection is open nothing was sent", () => {
  test("nobody listens", async () => {
    const { port, close } = await listening();
    await close();
    const error = await failureOf(`http://127.0.0.1:${port}/`);
    expect(error).toMatchObject({
      code: "not.connected",
      message: "No connection to 127.0.0.1 (ECONNREFUSED)",
    });
  });

  test("a name that does not resolve", async () => {
    const error = await failureOf("https://api.example.invalid/");
    expect(error.code).toBe("not.connected");
    expect(error.message).toMatch(/^No connection to api\.example\.invalid \((ENOTFOUND|EAI_AGAIN)\)$/);
  });

  test("nobody answers who connects: the message tells the measured time", async () => {
    await using silent = await openSilentPort();
    const error = await failureOf(`http://127.0.0.1:${silent.port}/`, { timeoutMs: 300 });
    expect(error.code).toBe("not.connected");
    expect(error.message).toMatch(
      /^No connection to 127\.0\.0\.1 \(connect(ing)? took too long, \d+\.\d s\)$/,
    );
  });

  test("the other end speaks no TLS", async () => {
    await using emulator = await startEmulator();
    const error = await failureOf(emulator.endpoint.replace("http:", "https:"));
    expect(error.code).toBe("not.connected");
    expect(emulator.calls).toEqual([]);
  });

  test("the connection is closed in the middle of the handshake", async () => {
    const server = await listening((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const error = await failureOf(`https://127.0.0.1:${server.port}/`);
    await server.close();
    expect(error).toMatchObject({
      code: "not.connected",
      message: "No connection to 127.0.0.1 (ECONNRESET)",
    });
  });

  test("a certificate that nobody trusts", async () => {
    await using emulator = await startEmulator({ https: true });
    const error = await failureOf(emulator.endpoint);
    expect(error.code).toBe("certificate.refused");
    expect(error.message).toMatch(
      /^The certificate of 127\.0\.0\.1 is not accepted \((DEPTH_ZERO_)?SELF_SIGNED_CERT\w*\)$/,
    );
    expect(emulator.calls).toEqual([]);
  });

  test("a certificate that is not good yet", async () => {
    const validFrom = new Date(Date.now() + 86_400_000);
    await using emulator = await startEmulator({ https: { validFrom } });
    const error = await trusting(emulator.certificate, () => failureOf(emulator.endpoint));
    expect(error.code).toBe("certificate.refused");
  });

  test("a header that Node refuses", async () => {
    await using emulator = await startEmulator();
    const error = await failureOf(emulator.endpoint, { headers: { "x-acs-dingtalk-access-token": "tok\n" } });
    expect(error.code).toBe("header.refused");
    expect(error.message).not.toContain("tok\n");
    expect(emulator.calls).toEqual([]);
  });
});

describe("once the connection is open nobody knows what was done", () => {
  test.each<[string, FaultKind, boolean]>([
    ["it is reset", { kind: "reset" }, false],
    ["it is reset, encrypted", { kind: "reset" }, true],
    ["a TLS alert ends it", { kind: "tlsAlert" }, true],
    ["something comes that is no HTTP", { kind: "garbage" }, false],
    ["something comes that is no TLS", { kind: "garbage" }, true],
    ["half an answer comes", { kind: "cut" }, false],
  ])("%s", async (_, fault, https) => {
    await using emulator = await startEmulator({ https });
    emulator.fault({ on: "any", ...fault });
    const url = `${emulator.endpoint}/v1.0/oauth2/accessToken`;
    const error = await trusting(emulator.certificate, () => failureOf(url, { method: "POST", json: {} }));
    expect(error.code).toBe("connection.reset");
    expect(error.message).toMatch(/^The connection broke after \d+\.\d s, before the whole answer arrived/);
    expect(emulator.calls).toHaveLength(1);
  });

  test("no answer comes: the message tells the measured time", async () => {
    await using emulator = await startEmulator();
    emulator.fault({ on: "any", kind: "noAnswer" });
    const error = await failureOf(`${emulator.endpoint}/v1.0/oauth2/accessToken`, {
      method: "POST",
      json: {},
      timeoutMs: 400,
    });
    expect(error.code).toBe("no.answer");
    expect(error.message).toMatch(/^No answer after \d+\.\d s$/);
  });
});

test("what asks for a fresh connection never gets one that was used before", async () => {
  await using emulator = await startEmulator();
  emulator.fault({ on: "any", kind: "idleReset", afterMs: 100, times: Infinity });
  const transport = gotTransport();
  const url = new URL(`${emulator.endpoint}/v1.0/drive/spaces`);
  const ask = (fresh: boolean) => transport({ method: "GET", url, timeoutMs: 5_000, fresh });
  await ask(false);
  await new Promise((resolve) => setTimeout(resolve, 200));
  // The fault strikes what is used again; what is fresh passes.
  await expect(ask(true)).resolves.toMatchObject({ status: 400 });
  await expect(ask(false)).rejects.toMatchObject({ code: "connection.reset" });
});

test("a connection that has been free for a second is not used again", async () => {
  await using emulator = await startEmulator();
  emulator.fault({ on: "any", kind: "idleReset", afterMs: 1_000, times: Infinity });
  const transport = gotTransport();
  const url = new URL(`${emulator.endpoint}/v1.0/drive/spaces`);
  const ask = () => transport({ method: "GET", url, timeoutMs: 5_000 });
  await ask();
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  await expect(ask()).resolves.toMatchObject({ status: 400 });
});

test("an answer carries its status, text, request id and date", async () => {
  await using emulator = await startEmulator();
  const answer = await send(`${emulator.endpoint}/v1.0/drive/spaces`);
  expect(answer).toMatchObject({ status: 400, requestId: emulator.calls[0]?.requestId });
  expect(Date.parse(answer.date ?? "")).not.toBeNaN();
  expect(JSON.parse(answer.text)).toHaveProperty("code");
});

test("after a sleep of the process the answer that lies in the socket is read, not called late", async () => {
  // In a thread of its own, so that it answers while this one sleeps.
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
     const server = require("node:http").createServer((_, answer) => {
       parentPort.postMessage("asked");
       setTimeout(() => answer.end("in time"), 200);
     });
     server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const port = await new Promise((resolve) => worker.once("message", resolve));
  const asked = new Promise((resolve) => worker.once("message", resolve));
  const answer = send(`http://127.0.0.1:${String(port)}/`, { timeoutMs: 500 });
  await asked;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500);
  const outcome = await answer.then(
    ({ text }) => text,
    (error: unknown) => error,
  );
  await worker.terminate();
  expect(outcome).toBe("in time");
});

async function listening(serve: Parameters<typeof createServer>[1] = () => undefined) {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}
