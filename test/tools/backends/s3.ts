import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createHash } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { buildPrograms } from "../engine/build";
import { ensureEntry } from "../engine/cacheEntry";
import { cacheFolder } from "../engine/engine";
import { faultOf, writeManifest } from "../engine/manifest";
import { withProgress } from "../engine/progress";
import { executable, goFlags, platformName, type GoProgram } from "../engine/recipe";
import { freePort, untilConnected } from "./ports";

const program: GoProgram = {
  name: "versitygw",
  module: path.join(__dirname, "go"),
  package: "github.com/versity/versitygw/cmd/versitygw",
  version: "1.8.0",
};

const bucket = "pulumi-state";
const accessKey = "s3-access-key";
const secretKey = "s3-secret-key";

/** An S3 server of its own, Versity's gateway over a folder, on a port of its own, with one empty bucket. */
export class S3Server {
  readonly #file: string;
  readonly #folder: string;
  readonly #port: number;
  #server: ChildProcess | undefined;

  private constructor(file: string, folder: string, port: number) {
    this.#file = file;
    this.#folder = folder;
    this.#port = port;
  }

  static async start(): Promise<S3Server> {
    const file = path.join(await findGateway(), executable(program.name));
    const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-s3-"));
    const server = new S3Server(file, folder, await freePort());
    try {
      await mkdir(path.join(folder, "buckets", bucket), { recursive: true });
      await mkdir(path.join(folder, "metadata"));
      await server.start();
      return server;
    } catch (error) {
      await server.dispose();
      throw error;
    }
  }

  /** What a runner has in its environment. */
  get env(): Record<string, string> {
    const endpoint = `http://127.0.0.1:${this.#port}`;
    return {
      PULUMI_BACKEND_URL: `s3://${bucket}?endpoint=${endpoint}&region=us-east-1&s3ForcePathStyle=true`,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
    };
  }

  /** What was stored is there again. */
  async start(): Promise<void> {
    const keys = ["--access", accessKey, "--secret", secretKey];
    const places = ["--sidecar", path.join(this.#folder, "metadata"), path.join(this.#folder, "buckets")];
    const args = [...keys, "--quiet", "--port", `127.0.0.1:${this.#port}`, "posix", ...places];
    const server = spawn(this.#file, args, { stdio: ["ignore", "ignore", "pipe"] });
    this.#server = server;
    let said = "";
    server.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    await untilConnected(this.#port, () => {
      if (server.exitCode !== null) throw new Error(`start the S3 server: it ended:\n${said}`);
    });
  }

  /** Ends at once. Who is connected is cut off. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Finds the gateway in the cache, or builds it. Answers its folder. */
async function findGateway(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([program.package, goFlags(program)]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(path.join(program.module, file)));
  const name = `s3-${program.version}-${platformName()}-build-${hash.digest("hex").slice(0, 12)}`;
  const folder = path.join(await cacheFolder(), name);
  const files = [executable(program.name)];
  await ensureEntry({
    folder,
    faultOf: (made) => faultOf(made, files),
    fill: async (made) => {
      await withProgress("Building the S3 server from Go modules", (progress) =>
        buildPrograms([program], made, progress),
      );
      await writeManifest(made, "s3", files);
    },
    onWait: () =>
      void process.stderr.write("Another process is building the S3 server; waiting for it ...\n"),
  });
  return folder;
}
