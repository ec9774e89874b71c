/** How often a line is written where there is no terminal to animate. */
const LINE_EVERY_MS = 20_000;

export interface Progress {
  /** Says what is being done now, beside the time that has passed. */
  detail(text: string): void;
}

/** Shows on stderr that long work is under way: a spinner on a terminal, else a line now and then. */
export async function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const started = Date.now();
  let detail = "";
  const line = (): string =>
    `${title}${detail === "" ? "" : `: ${detail}`} (${elapsed(Date.now() - started)})`;
  const display = process.stderr.isTTY ? await spinner(line) : lines(line);
  try {
    const result = await work({ detail: (text) => void (detail = text) });
    display.end(true);
    return result;
  } catch (error) {
    display.end(false);
    throw error;
  }
}

interface Display {
  end(good: boolean): void;
}

async function spinner(line: () => string): Promise<Display> {
  const { default: ora } = await import("ora");
  const shown = ora({ text: line(), discardStdin: false }).start();
  const timer = setInterval(() => void (shown.text = line()), 500);
  return {
    end(good) {
      clearInterval(timer);
      if (good) shown.succeed(line());
      else shown.fail(line());
    },
  };
}

function lines(line: () => string): Display {
  const write = (end: string): void => void process.stderr.write(`${line()}${end}\n`);
  write(" ...");
  const timer = setInterval(write, LINE_EVERY_MS, " ...");
  return {
    end(good) {
      clearInterval(timer);
      write(good ? " done" : " failed");
    },
  };
}

export function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
