import { inspect } from "node:util";
import { gotTransport } from "../../../provider/src/dingtalk/http/gotTransport";
import { another, errorOf } from "../../support/provider";
import { VirtualClock } from "../../support/virtualClock";
import { startProxy, type ProxyOptions } from "../../support/proxy";
import { trust } from "../../support/trust";
import { startEmulator } from "../../tools/emulator/src";

jest.setTimeout(240_000);

const host = "api.dingtalk.example";
const variables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "NODE_USE_ENV_PROXY"];

let before: NodeJS.ProcessEnv;
beforeEach(() => {
  before = { ...process.env };
  for (const name of variables) {
    Reflect.deleteProperty(process.env, name);
    Reflect.deleteProperty(process.env, name.toLowerCase());
  }
});
afterEach(() => void (process.env = before));

/** A name that does not resolve, which only the proxy can reach: behind it is the emulator's https. */
async function behindProxy(options: ProxyOptions = {}) {
  const emulator = await startEmulator({ https: { names: [host] }, spaces: ["A"] });
  const proxy = await startProxy({ lead: () => ({ host: "127.0.0.1", port: emulator.port }), ...options });
  const forget = trust(emulator.certificate);
  const run = () => {
    const env = {
      ...emulator.env,
      DINGTALK_ENDPOINT: `https://${host}`,
      DINGTALK_LEGACY_ENDPOINT: `https://${host}`,
    };
    return another(emulator, new VirtualClock().flow(), { env, elsewhere: true });
  };
  return {
    emulator,
    proxy,
    run,
    async [Symbol.asyncDispose]() {
      forget();
      await proxy.close();
      await emulator.close();
    },
  };
}

test.each<[string, (url: string) => Record<string, string>]>([
  ["HTTPS_PROXY", (url) => ({ HTTPS_PROXY: url })],
  ["https_proxy", (url) => ({ https_proxy: url })],
  ["HTTP_PROXY alone", (url) => ({ HTTP_PROXY: url })],
  ["http_proxy alone", (url) => ({ http_proxy: url })],
  ["ALL_PROXY", (url) => ({ ALL_PROXY: url })],
  ["HTTPS_PROXY without http://", (url) => ({ HTTPS_PROXY: url.replace("http://", "") })],
  ["HTTPS_PROXY and NODE_USE_ENV_PROXY", (url) => ({ HTTPS_PROXY: url, NODE_USE_ENV_PROXY: "1" })],
  ["a NO_PROXY of other hosts", (url) => ({ HTTPS_PROXY: url, NO_PROXY: "localhost,.example.org" })],
])("calls go through the proxy of %s, a data function's user call too", async (_, env) => {
  await using there = await behindProxy();
  Object.assign(process.env, env(there.proxy.url));
  const { drive } = there.run();
  await expect(drive.list("u")).resolves.toHaveLength(2);
  await drive.user("user1");
  const space = await drive.create({ name: "New", unionId: "u", allowDuplicateName: false });
  await drive.delete({ spaceId: space.spaceId, unionId: "u", forceDestroy: true });
  expect(new Set(there.proxy.asked)).toEqual(new Set([`${host}:443`]));
});

test.each(["api.dingtalk.example", ".dingtalk.example", "*", "api.dingtalk.example:443"])(
  "NO_PROXY=%s goes past the proxy",
  async (noProxy) => {
    await using there = await behindProxy();
    for (const name of ["HTTPS_PROXY", "HTTP_PROXY"]) process.env[name] = there.proxy.url;
    process.env["NO_PROXY"] = noProxy;
    const { message } = await errorOf(there.run().drive.list("u"));
    expect(message).toMatch(/^No connection to api\.dingtalk\.example \((ENOTFOUND|EAI_AGAIN)\)/);
    expect(there.proxy.asked).toEqual([]);
  },
);

test("loopback is spoken to directly", async () => {
  await using emulator = await startEmulator({ spaces: ["A"] });
  await using proxy = await startProxy();
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY"]) process.env[name] = proxy.url;
  const { drive } = another(emulator, new VirtualClock().flow(), { elsewhere: true });
  await expect(drive.list("u")).resolves.toHaveLength(2);
  expect(proxy.asked).toEqual([]);
});

describe("a proxy with a password", () => {
  const password = `p@ss/w0rd "1"`;
  const withPassword = (url: string, word: string) => {
    const found = new URL(url);
    found.username = "me";
    found.password = encodeURIComponent(word);
    return found.href;
  };

  test("gets it", async () => {
    await using there = await behindProxy({ credentials: `me:${password}` });
    process.env["HTTPS_PROXY"] = withPassword(`http://127.0.0.1:${there.proxy.port}`, password);
    await expect(there.run().drive.list("u")).resolves.toHaveLength(2);
  });

  test("that it refuses: the error names the proxy and not the password, and nothing was sent", async () => {
    await using there = await behindProxy({ credentials: "me:another" });
    process.env["HTTPS_PROXY"] = withPassword(`http://127.0.0.1:${there.proxy.port}`, password);
    const { drive, lines, trace } = there.run();
    const error = await errorOf(drive.list("u"));
    expect(error.message).toMatch(
      /^The proxy 127\.0\.0\.1:\d+ does not accept this user and password \(status 407\), so the request was not sent \(proxy\.refused\)\. Check HTTPS_PROXY/,
    );
    const texts = [
      inspect(error, { depth: Infinity, showHidden: true }),
      error.stack ?? "",
      ...lines.values(),
      JSON.stringify(trace),
    ];
    for (const spelling of [
      password,
      encodeURIComponent(password),
      Buffer.from(`me:${password}`).toString("base64"),
    ])
      for (const text of texts) expect(text).not.toContain(spelling);
    expect(there.proxy.asked).toHaveLength(1);
    expect(there.emulator.calls).toEqual([]);
  });
});

describe("a CONNECT that fails was not sent", () => {
  test("refused by the proxy: an error at once that names proxy and host", async () => {
    await using there = await behindProxy({ refuseWith: 403 });
    process.env["HTTPS_PROXY"] = there.proxy.url;
    const { message } = await errorOf(there.run().drive.list("u"));
    expect(message).toMatch(
      /^The proxy 127\.0\.0\.1:\d+ does not connect to api\.dingtalk\.example \(status 403\), so the request was not sent \(proxy\.refused\)/,
    );
    expect(there.proxy.asked).toHaveLength(1);
  });

  test("the proxy cannot reach the host: repeated", async () => {
    await using there = await behindProxy({ refuseWith: 502 });
    process.env["HTTPS_PROXY"] = there.proxy.url;
    const { message } = await errorOf(there.run().drive.list("u"));
    expect(message).toMatch(/through the proxy 127\.0\.0\.1:\d+ \(status 502\) \(not\.connected\)/);
    expect(there.proxy.asked).toHaveLength(4);
  });

  test("nobody is where the proxy should be", async () => {
    await using there = await behindProxy();
    process.env["HTTPS_PROXY"] = there.proxy.url;
    await there.proxy.close();
    const { message } = await errorOf(there.run().drive.list("u"));
    expect(message).toMatch(
      /^No connection to api\.dingtalk\.example through the proxy 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/,
    );
  });
});

test("a proxy that breaks the connection after CONNECT: nobody knows what was done", async () => {
  // Behind the handshake, in the middle of a request.
  await using there = await behindProxy({ breakAfterBytes: 50_000 });
  process.env["HTTPS_PROXY"] = there.proxy.url;
  const url = new URL(`https://${host}/v1.0/drive/spaces`);
  const json = { name: "x".repeat(500_000) };
  await expect(
    gotTransport()({ method: "POST", url, json, timeoutMs: 5_000, fresh: true }),
  ).rejects.toMatchObject({
    code: "connection.reset",
  });
});

test.each([
  ["socks5://127.0.0.1:1080", "the proxy 127.0.0.1:1080 is socks5://, and only"],
  ["http://:a b", "the proxy of the environment is not an address"],
])("HTTPS_PROXY=%s is an error that says what it must be", async (url, said) => {
  await using there = await behindProxy();
  process.env["HTTPS_PROXY"] = url;
  const { message } = await errorOf(there.run().drive.list("u"));
  expect(message).toContain(said);
  expect(message).toContain("Check HTTPS_PROXY: it must be like http://proxy.example.com:8080.");
});
