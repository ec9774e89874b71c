import type { execa as Execa, Options } from "execa" with { "resolution-mode": "import" };

export interface Result {
  /** Exit code; `null` after a signal or a time-out. */
  code: number | null;
  signal: NodeJS.Signals | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
  /** Both, as they came. */
  all: string;
  ms: number;
}

/** A command under way: await it for its result. It never rejects for what the command itself did. */
export interface Running<T = Result> extends Promise<T> {
  pid: number | undefined;
  /** Sends a signal to the command alone. */
  kill: (signal?: NodeJS.Signals) => void;
  /** What it has printed up to now. */
  output: () => string;
  /** Waits until it has printed something that matches; rejects if it ends without. */
  printed: (pattern: RegExp) => Promise<void>;
}

export function run(execa: typeof Execa, file: string, args: readonly string[], options: Options): Running {
  const started = performance.now();
  const child = execa(file, args, {
    ...options,
    all: true,
    reject: false,
    stdin: "ignore",
    forceKillAfterDelay: 5000,
  });
  let seen = "";
  const watchers = new Set<() => void>();
  child.all?.setEncoding("utf8").on("data", (chunk: string) => {
    seen += chunk;
    for (const watch of watchers) watch();
  });

  const finished = child.then((result): Result => {
    return {
      code: result.exitCode ?? null,
      signal: result.signal ?? null,
      timedOut: result.timedOut,
      stdout: String(result.stdout),
      stderr: String(result.stderr),
      all: result.exitCode === undefined && seen === "" ? (result.shortMessage ?? "") : seen,
      ms: performance.now() - started,
    };
  });
  return Object.assign(finished, {
    pid: child.pid,
    kill: (signal: NodeJS.Signals = "SIGTERM") => void child.kill(signal),
    output: () => seen,
    printed: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const watch = (): void => {
          if (!pattern.test(seen)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void finished.then(() => {
          reject(new Error(`${file} ended without printing ${String(pattern)}:\n${seen}`));
        });
      }),
  });
}

/** The same command with a richer result. */
export function enrich<A, B>(running: Running<A>, richer: (result: A) => Promise<B>): Running<B> {
  const { pid, kill, output, printed } = running;
  return Object.assign(running.then(richer), { pid, kill, output, printed });
}
