import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { dialects } from "../../tools/emulator/src";

// Each test starts a process or two, perhaps beside all the other tests.
jest.setTimeout(240_000);

const main = join(__dirname, "../../tools/emulator/src/command/main.ts");
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(...args: readonly string[]) {
  // The tests' own NODE_OPTIONS are for jest.
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  return child;
}

/** The variables it prints, as dotenv reads them. */
async function variables(child: { stdout: Readable }, lines = 6): Promise<Record<string, string>> {
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.split("\n").length > lines) break;
  }
  const pairs = printed
    .trimEnd()
    .split("\n")
    .map((line) => line.split("=") as [string, string]);
  return Object.fromEntries(pairs);
}

async function signIn(env: Record<string, string>): Promise<Record<string, string>> {
  const response = await fetch(`${env["DINGTALK_ENDPOINT"] ?? ""}/v1.0/oauth2/accessToken`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ appKey: env["DINGTALK_CLIENT_ID"], appSecret: env["DINGTALK_CLIENT_SECRET"] }),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  return { "x-acs-dingtalk-access-token": accessToken };
}

async function list(env: Record<string, string>, headers: Record<string, string>): Promise<Response> {
  const query = new URLSearchParams({
    unionId: env["DINGTALK_UNION_ID"] ?? "",
    spaceType: "org",
    maxResults: "50",
  });
  return fetch(`${env["DINGTALK_ENDPOINT"] ?? ""}/v1.0/drive/spaces?${query.toString()}`, { headers });
}

describe("the command", () => {
  it("prints variables that work, and ends at once when it is told to", async () => {
    const child = run("--port", "0", "--space", "Finance", "--spaces", "2");
    const env = await variables(child);
    expect(Object.keys(env)).toEqual([
      "DINGTALK_ENDPOINT",
      "DINGTALK_CLIENT_ID",
      "DINGTALK_CLIENT_SECRET",
      "DINGTALK_CORP_ID",
      "DINGTALK_UNION_ID",
      "DINGTALK_LEGACY_ENDPOINT",
    ]);
    const response = await list(env, await signIn(env));
    const { spaces } = (await response.json()) as { spaces: { spaceName: string }[] };
    expect(spaces.map((space) => space.spaceName)).toEqual([
      "All-Staff Folder",
      "Finance",
      "Space 1",
      "Space 2",
    ]);
    const from = performance.now();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it("does not outlive the npm that started it", async () => {
    const shell = spawn("sh", ["-c", `"${process.execPath}" --import tsx "${main}"; :`], {
      env: { ...process.env, NODE_OPTIONS: "", npm_command: "exec" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const env = await variables(shell);
    const alive = () =>
      fetch(`${env["DINGTALK_ENDPOINT"] ?? ""}/_emulator/`).then(
        () => true,
        () => false,
      );
    expect(await alive()).toBe(true);
    shell.kill("SIGTERM");
    const end = performance.now() + 3_000;
    while ((await alive()) && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await alive()).toBe(false);
  });

  it("takes faults, seeds and limits, and shows calls", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    const seed = join(folder, "seed.json");
    const faults = join(folder, "faults.json");
    await writeFile(seed, JSON.stringify(["a", { name: "b", usedQuota: 5 }]));
    await writeFile(faults, JSON.stringify([{ on: "list", kind: "error", code: "unknown.error" }]));
    const child = run(
      ...["--seed", seed, "--faults", faults, "--fault", "list:html,status=405"],
      ...["--month-used", "9", "--monthly-quota", "10", "--log"],
    );
    const env = await variables(child);
    const headers = await signIn(env);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await list(env, headers)).status);
    expect(statuses).toEqual([403, 403, 403, 403].map((status, call) => [500, 405][call] ?? status));
    child.kill("SIGINT");
    const log = await text(child.stderr);
    expect(log).toContain("2 list GET /v1.0/drive/spaces 500 unknown.error\n");
    expect(log).toContain("403 Forbidden.AccessDenied.ApiCountLimitForOrg\n");
    await rm(folder, { recursive: true });
  });

  it("serves https, and writes down whom to trust", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emulator-"));
    const file = join(folder, "emulator.pem");
    const env = await variables(run("--https", file, "--fault", "list:circle,tokens=x+y"), 7);
    expect(env["DINGTALK_ENDPOINT"]).toMatch(/^https:/);
    expect(env["NODE_EXTRA_CA_CERTS"]).toBe(file);
    expect(await readFile(file, "utf8")).toContain("BEGIN CERTIFICATE");
    await rm(folder, { recursive: true });
  });

  it("prints the ticket of a third-party app as a seventh line", async () => {
    const env = await variables(run("--suite-ticket", "ticket1"), 7);
    expect(env["DINGTALK_SUITE_TICKET"]).toBe("ticket1");
  });

  it("says what is wrong with an option", async () => {
    const child = run("--fault", "add:wrong");
    const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).toContain("A fault's 'kind' is one of");
    expect(child.exitCode).toBe(1);
  });

  it("says that a port is taken", async () => {
    const env = await variables(run());
    const child = run("--port", new URL(env["DINGTALK_ENDPOINT"] ?? "").port);
    const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).toContain("EADDRINUSE");
    expect(child.exitCode).toBe(1);
  });

  it("explains itself, with every dialect by its name", async () => {
    const child = run("--help");
    const help = await text(child.stdout);
    for (const option of ["--port", "--latency", "--fault", "--spaces", "--monthly-quota"]) {
      expect(help).toContain(option);
    }
    for (const { id } of dialects) expect(help).toContain(id);
  });
});
