import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";

export interface EmulatorProcess {
  /** The variables it printed: DINGTALK_ENDPOINT and what to sign in with. */
  env: Record<string, string>;
  /** Its count of calls so far. */
  calls(): Promise<CallCount>;
  stop(): Promise<void>;
}

export interface CallCount {
  counted: number;
  tokensIssued: number;
  byApi: Record<string, { calls: number }>;
}

const NAMES = ["ENDPOINT", "CLIENT_ID", "CLIENT_SECRET", "CORP_ID", "UNION_ID"].map(
  (name) => `DINGTALK_${name}`,
);

/** Starts the emulator in a process of its own, on a free port. */
export async function startEmulatorProcess(args: readonly string[] = []): Promise<EmulatorProcess> {
  const { execa } = await import("execa");
  const child = execa(process.execPath, [emulatorProgram(), "--port", "0", ...args], { reject: false });
  let printed = "";
  const env = await new Promise<Record<string, string>>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
      const read = parseEnv(printed) as Record<string, string>;
      if (printed.endsWith("\n") && NAMES.every((name) => name in read)) resolve(read);
    });
    void child.then(({ stderr, exitCode }) => {
      reject(new Error(`start the emulator: it ended with ${exitCode ?? "a signal"}: ${stderr}`));
    });
  });
  return {
    env,
    calls: async () => {
      const response = await fetch(`${env["DINGTALK_ENDPOINT"] ?? ""}/_emulator/calls`);
      return (await response.json()) as CallCount;
    },
    stop: async () => {
      child.kill();
      await child;
    },
  };
}

function emulatorProgram(): string {
  const manifest = require.resolve("dingtalk-emulator/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string> };
  return path.join(path.dirname(manifest), bin["dingtalk-emulator"] ?? "");
}
