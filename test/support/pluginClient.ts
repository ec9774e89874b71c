import type { ServiceError } from "@grpc/grpc-js";
import { CancellableClock } from "../../provider/src/plugin/cancellableClock";
import { grpc, ResourceProviderClient } from "../../provider/src/plugin/sdk";
import { serve } from "../../provider/src/plugin/serve";
import type { Deprecation } from "../../provider/src/runtime/deprecations";
import { openDriveWith, type OpenDrive } from "../../provider/src/runtime/openDrive";
import { systemClock } from "../../provider/src/dingtalk/http/clock";
import { startEmulator, type Emulator, type EmulatorOptions } from "../tools/emulator/src";
import { PluginCalls, type Method } from "./pluginCalls";

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

/** The plugin on a port, and what the engine asks of it, over gRPC. */
export class PluginClient extends PluginCalls {
  readonly #client: InstanceType<typeof ResourceProviderClient>;

  constructor(
    port: number,
    readonly emulator: Emulator,
    /** What the plugin said, in order. */
    readonly lines: readonly string[],
  ) {
    super();
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  close(): void {
    this.#client.close();
  }

  ask<Response>(method: Method, request: object): Promise<Response> {
    type Callback = (error: ServiceError | null, response: Response) => void;
    type Calls = Record<Method, (request: object, callback: Callback) => void>;
    return new Promise((resolve, reject) => {
      (this.#client as unknown as Calls)[method](request, (error, response) =>
        error ? reject(error) : resolve(response),
      );
    });
  }
}

/** A new process of the plugin, and the DingTalk behind it; both end with the test. */
export async function openPlugin(
  options: EmulatorOptions = {},
  env?: Readonly<Record<string, string>>,
  openDrive?: OpenDrive,
  deprecations?: readonly Deprecation[],
): Promise<PluginClient> {
  const emulator = await startEmulator({ limits: false, ...options });
  const lines: string[] = [];
  const clock = new CancellableClock(systemClock);
  const { server, port } = await serve({
    env: env ?? emulator.env,
    reporter: { notice: (_, line) => void lines.push(line), warn: (_, line) => void lines.push(line) },
    openDrive: openDrive ?? openDriveWith(clock),
    clock,
    version: "1.2.3",
    ...(deprecations ? { deprecations } : {}),
    settled: () => Promise.resolve(),
    readSchema: () => '{"name":"dingtalk"}',
  });
  const client = new PluginClient(port, emulator, lines);
  ends.push(async () => {
    client.close();
    server.forceShutdown();
    await emulator.close();
  });
  return client;
}
