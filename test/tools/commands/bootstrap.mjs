// Starts a command of this project on a fresh clone, on Node 18 or newer: installs what the lock file says
// where it is not installed, builds, and goes on under the Node that the project pins. No imports but Node's.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const modules = path.join(root, "node_modules");
const bin = path.join(modules, ".bin");
const node = path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** `build`: whether the command wants the packages built before it; `npm test` builds as one of its steps. */
const commands = {
  start: { script: "test/tools/commands/start.ts", build: true },
  test: { script: "test/tools/commands/test.ts", build: false },
  engine: { script: "test/tools/engine/main.ts", build: false },
  emulator: { script: "test/tools/emulator/bin/dingtalk-emulator", build: true },
  bench: { script: "test/tools/bench/bench.ts", build: true },
};

const startUsage = `npm start                shows the quickstart example in the real engine, against the emulator
npm start -- <example>   shows another one: department, space-per-team, capacity-gate, pipelines, unit-tested
npm start -- --live      the quickstart against DingTalk, with DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET,
                         DINGTALK_CORP_ID and DINGTALK_UNION_ID from the environment`;

function main([name = "", ...args]) {
  // Answered before anything is installed.
  if (name === "start" && args.some((arg) => arg === "--help" || arg === "-h")) {
    console.log(startUsage);
    return;
  }
  const command = commands[name];
  if (command === undefined)
    fail(`there is no command '${name}'; there are ${Object.keys(commands).join(", ")}.`);
  if (!isInstalled()) npm("installing what package-lock.json says", ["ci", "--no-audit", "--loglevel=error"]);
  if (!existsSync(node)) {
    fail("the Node this project pins is not installed. Allow npm to run install scripts and run `npm ci`.");
  }
  if (command.build) npm("building", ["run", "--silent", "build"]);
  const child = spawn(node, ["--import", "tsx", path.join(root, command.script), ...args], {
    cwd: root,
    stdio: "inherit",
    env: environment(),
  });
  // The child cleans up and ends; the terminal has sent it its own Ctrl-C.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm's shell does not hand a SIGTERM on: it dies, and leaves this process to another parent.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500);
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => {
    clearInterval(watch);
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

/** Whether npm has installed what the lock file says: it keeps its own list of what it has done, written last. */
function isInstalled() {
  const wanted = packagesIn(path.join(root, "package-lock.json"));
  const installed = packagesIn(path.join(modules, ".package-lock.json"));
  return Object.entries(wanted).every(([folder, { version, link, optional, peer }]) => {
    if (!folder.startsWith("node_modules/") && !folder.includes("/node_modules/")) return true;
    const found = installed[folder];
    if (found === undefined) return optional === true || peer === true;
    return link === true ? found.link === true : found.version === version;
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/** Runs npm; what it says goes to stderr, so that a command's stdout is its own. */
function npm(what, args) {
  process.stderr.write(`> npm ${args.filter((arg) => !arg.startsWith("--")).join(" ")} (${what})\n`);
  const cli = process.env.npm_execpath;
  const [file, first] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
  const { status, error } = spawnSync(file, [...first, ...args], {
    cwd: root,
    stdio: ["inherit", 2, 2],
    shell: process.platform === "win32" && file === "npm",
  });
  if (status !== 0) fail(`npm ${args[0]} failed${error === undefined ? "" : `: ${error.message}`}.`);
}

function environment() {
  return { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) };
}

function fail(message) {
  console.error(`pulumi-dingtalk: ${message}`);
  process.exit(1);
}

main(process.argv.slice(2));
