import { SLEPT_MS } from "./timings";

/**
 * Calls `late` after `ms`, unless it is cancelled before. If the process slept meanwhile (it was stopped, the
 * machine was suspended), the timer fires before anything is read: then what lies in the sockets is read first.
 */
export function patientTimer(ms: number, late: () => void): () => void {
  let timer: NodeJS.Timeout;
  const start = (wait: number) => {
    const due = performance.now() + wait;
    timer = setTimeout(() => {
      if (performance.now() - due > SLEPT_MS) start(SLEPT_MS);
      else late();
    }, wait);
  };
  start(ms);
  return () => clearTimeout(timer);
}
