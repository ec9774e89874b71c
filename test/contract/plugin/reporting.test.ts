import { CancellableClock } from "../../../provider/src/plugin/cancellableClock";
import { engineReporter } from "../../../provider/src/plugin/engineReporter";
import { EngineService, Empty, grpc, LogSeverity } from "../../../provider/src/plugin/sdk";
import { serve } from "../../../provider/src/plugin/serve";
import { systemClock } from "../../../provider/src/dingtalk/http/clock";
import { openDriveWith } from "../../../provider/src/runtime/openDrive";
import { PluginClient } from "../../support/pluginClient";
import { startEmulator } from "../../tools/emulator/src";

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

type Log = { request: { getSeverity(): number; getMessage(): string } };

/** An engine that notes what plugins say to it. */
async function startEngine(fails = false): Promise<{ address: string; lines: [number, string][] }> {
  const lines: [number, string][] = [];
  const server = new grpc.Server();
  const log = ({ request }: Log, callback: (error: object | null, answer?: object) => void) => {
    lines.push([request.getSeverity(), request.getMessage()]);
    if (fails) callback({ code: grpc.status.INTERNAL, details: "no" });
    else callback(null, new Empty());
  };
  const missing = (_call: unknown, callback: (error: object) => void) =>
    callback({ code: grpc.status.UNIMPLEMENTED });
  const others = Object.keys(EngineService).map((name) => [name, missing]);
  server.addService(EngineService, { ...Object.fromEntries(others), log } as never);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  ends.push(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, lines };
}

/** A plugin without any configuration, started by that engine. */
async function openPlugin(address: string): Promise<PluginClient> {
  const emulator = await startEmulator();
  const clock = new CancellableClock(systemClock);
  const { server, port } = await serve({
    ...engineReporter(address),
    env: {},
    openDrive: openDriveWith(clock),
    clock,
    version: "1.2.3",
    readSchema: () => "{}",
  });
  const client = new PluginClient(port, emulator, []);
  ends.push(
    () => client.close(),
    () => server.forceShutdown(),
    () => emulator.close(),
  );
  return client;
}

const inputs = { name: "A", unionId: "u" };
const missing = [LogSeverity.WARNING, expect.stringContaining("Missing configuration: dingtalk:clientId")];

test("a warning is with the engine, as one, before the answer of the call that gave it, and once a run", async () => {
  const engine = await startEngine();
  const plugin = await openPlugin(engine.address);
  await plugin.configure();
  expect(engine.lines).toEqual([]);
  await plugin.check(inputs);
  expect(engine.lines).toEqual([missing]);
  await plugin.check({ ...inputs, name: "B" });
  expect(engine.lines).toHaveLength(1);
});

test("an engine that does not take a line fails no operation", async () => {
  const engine = await startEngine(true);
  const plugin = await openPlugin(engine.address);
  await plugin.configure();
  expect((await plugin.check(inputs)).failures).toEqual([]);
  expect(engine.lines).toEqual([missing]);
});

test("a notice is no warning", async () => {
  const engine = await startEngine();
  const { reporter, settled } = engineReporter(engine.address);
  reporter.notice("a", "takes over space 7.");
  reporter.notice("a", "takes over space 7.");
  await settled();
  expect(engine.lines).toEqual([[LogSeverity.INFO, "pulumi-dingtalk: takes over space 7."]]);
});

test("without an engine the lines are printed", async () => {
  const printed: unknown[] = [];
  const spy = jest.spyOn(console, "error").mockImplementation((line: unknown) => void printed.push(line));
  const { reporter, settled } = engineReporter(undefined);
  reporter.warn("a", "something");
  await settled();
  spy.mockRestore();
  expect(printed).toEqual(["pulumi-dingtalk: warning: something"]);
});
