import type { BeforeSend } from "../api/client";

/** A look that decides whether a request goes out. */
export interface DecidingLook<Look> {
  readonly look: Look;
  readonly again: () => Promise<Look>;
  /** Whether it is too old to decide. */
  readonly isStale: (look: Look) => boolean;
  /** Whether it shows that nothing is to be done any more. */
  readonly isSettled: (look: Look) => boolean;
}

/** What came of the request, and the look that decided it. Without answer and failure nothing was sent: the look settles it. */
export interface Sent<Look, Answer> {
  readonly look: Look;
  readonly answer?: Answer;
  readonly failure?: unknown;
}

/**
 * Makes a call that may have waited long for the rate limiter, or slept with its process, by the time it goes out: if
 * the look is too old then, it is made anew. That the look fails is thrown; that the call fails is answered.
 */
export async function sendOnFreshLook<Look, Answer>(
  { look: first, again, isStale, isSettled }: DecidingLook<Look>,
  send: (beforeSend: BeforeSend) => Promise<Answer>,
): Promise<Sent<Look, Answer>> {
  const now = { look: first, isLooking: false };
  const beforeSend = async () => {
    if (!isStale(now.look)) return false;
    now.isLooking = true;
    now.look = await again();
    now.isLooking = false;
    if (isSettled(now.look)) throw new NothingToSend();
    return true;
  };
  try {
    return { answer: await send(beforeSend), look: now.look };
  } catch (failure) {
    if (now.isLooking) throw failure;
    return failure instanceof NothingToSend ? { look: now.look } : { look: now.look, failure };
  }
}

class NothingToSend extends Error {}
