import type { CancellableClock } from "./cancellableClock";

/** @throws once the engine has cancelled: nothing new begins. */
export function assertNotCancelled(clock: CancellableClock): void {
  if (clock.isCancelled())
    throw new Error("the run was cancelled, so nothing was sent. Run again to continue.");
}
