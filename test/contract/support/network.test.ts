import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { connect as secureConnect } from "node:tls";
import { startProxy, type ForwardProxy } from "../../support/proxy";
import { openSilentPort } from "../../support/silentPort";
import { startEmulator } from "../../tools/emulator/src";

/** What a CONNECT is answered, and what breaks it. */
function ask(proxy: ForwardProxy, target: string, credentials?: string): Promise<number | undefined> {
  const headers =
    credentials === undefined
      ? {}
      : { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
  return new Promise((resolve, reject) => {
    httpRequest({ port: proxy.port, host: "127.0.0.1", method: "CONNECT", path: target, headers })
      .on("connect", (response, socket) => {
        socket.destroy();
        resolve(response.statusCode);
      })
      .on("error", reject)
      .end();
  });
}

describe("the forward proxy", () => {
  it("leads a name that does not resolve to the emulator's https, whose certificate holds the name", async () => {
    await using emulator = await startEmulator({ https: { names: ["api.example.invalid"] } });
    await using proxy = await startProxy({ lead: () => ({ host: "127.0.0.1", port: emulator.port }) });
    const status = await new Promise<string>((resolve, reject) => {
      httpRequest({ port: proxy.port, method: "CONNECT", path: "api.example.invalid:443" })
        .on("connect", (_response, socket) => {
          const secure = secureConnect({
            socket,
            servername: "api.example.invalid",
            ca: emulator.certificate,
          });
          secure.write("GET /v1.0/drive/spaces HTTP/1.1\r\nhost: api.example.invalid\r\n\r\n");
          secure.once("data", (bytes: Buffer) => {
            secure.destroy();
            resolve(bytes.toString().slice(0, 12));
          });
          secure.on("error", reject);
        })
        .end();
    });
    expect([status, proxy.asked]).toEqual(["HTTP/1.1 400", ["api.example.invalid:443"]]);
  });

  it("asks for its password, and refuses what it is told to", async () => {
    await using emulator = await startEmulator();
    const target = `127.0.0.1:${emulator.port}`;
    await using locked = await startProxy({ credentials: "me:secret" });
    expect(locked.url).toBe(`http://me:secret@127.0.0.1:${locked.port}`);
    expect([await ask(locked, target), await ask(locked, target, "me:secret")]).toEqual([407, 200]);
    await using refusing = await startProxy({ refuseWith: 403 });
    expect(await ask(refusing, target)).toBe(403);
  });

  it("breaks a connection that it has made", async () => {
    await using emulator = await startEmulator();
    await using proxy = await startProxy({ breakAfterBytes: 10 });
    const code = await new Promise((resolve) => {
      httpRequest({ port: proxy.port, method: "CONNECT", path: `127.0.0.1:${emulator.port}` })
        .on("connect", (_response, socket) => {
          socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
          socket.write("GET /v1.0/drive/spaces HTTP/1.1\r\n");
        })
        .end();
    });
    expect(code).toBe("ECONNRESET");
  });

  it("hands a plain request on", async () => {
    await using emulator = await startEmulator();
    await using proxy = await startProxy({ lead: () => ({ host: "127.0.0.1", port: emulator.port }) });
    const status = await new Promise((resolve, reject) => {
      httpRequest({ port: proxy.port, path: "http://api.example.invalid/v1.0/drive/spaces" }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect([status, proxy.asked]).toEqual([400, ["api.example.invalid:80"]]);
  });
});

test("a silent port answers nobody who connects", async () => {
  await using silent = await openSilentPort();
  const outcome = await new Promise((resolve) => {
    const socket = connect(silent.port, "127.0.0.1");
    const timer = setTimeout(() => {
      socket.destroy();
      resolve("no answer");
    }, 400);
    const settle = (how: string) => () => {
      clearTimeout(timer);
      resolve(how);
    };
    socket.once("connect", settle("connected"));
    socket.once("error", settle("refused"));
  });
  expect(outcome).toBe("no answer");
});
