const lookEveryMs = 500;

/** Calls `stop` once: at SIGINT, at SIGTERM, or when the npm that started the command is gone. */
export function onStop(stop: () => void): void {
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (process.env["npm_command"] === undefined) return;
  // npx and npm run put a shell in between, which ends at a signal without passing it on.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, lookEveryMs);
  watch.unref();
}
