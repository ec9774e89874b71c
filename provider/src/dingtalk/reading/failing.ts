import { DingTalkError } from "../errors/dingTalkError";
import type { Deadline } from "../http/deadline";
import type { Wanted } from "./readPlan";

/** Makes a call for these. Whom its failure concerns: all of them, or those alone whose time is over. */
export async function failing(
  asking: readonly Wanted[],
  call: (deadline: Deadline) => Promise<void>,
): Promise<void> {
  const { deadline } = soonest(asking);
  try {
    await call(deadline);
  } catch (error) {
    const isLate = error instanceof DingTalkError && error.code === "no.time";
    for (const wanted of asking) if (!isLate || wanted.deadline.end <= deadline.end) wanted.failure = error;
  }
}

/** The first whose time will be over. */
export const soonest = (asking: readonly Wanted[]): Wanted =>
  asking.reduce((a, b) => (a.deadline.end <= b.deadline.end ? a : b));

export const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure));
