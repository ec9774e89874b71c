/**
 * Every duration of `dingtalk/`, in milliseconds. How they add up:
 *
 *     OPERATION_MS   110 s   one call of the engine: every wait, look, repeat and request of it ends by then
 *   + GRACE_MS       0.5 s   what ends at that same moment may still say how
 *   + the rest       9.5 s   a process that is busy, and the engine's own handling
 *   = BOUND_MS       120 s   what README promises
 *
 * A request is never given more than what is left of its operation: 10 s at the most.
 */

/** One call of the engine, everything included. */
export const OPERATION_MS = 110_000;
/** What is promised for one call of the engine. */
export const BOUND_MS = 120_000;
/** Two things that end at the same moment: the one that knows more gets so long to say it. */
export const GRACE_MS = 500;

/** One request, connecting included. */
export const REQUEST_MS = 10_000;
/** Each step of connecting: the name's look-up, the connection, the TLS handshake. */
export const CONNECT_MS = 5_000;
/** Each address of a name, before the next one is tried. */
export const ATTEMPT_MS = 2_000;
/** A connection that has been free for so long is not used again. */
export const IDLE_MS = 1_000;
/** A timer that is late by more than this has slept with its process; what came meanwhile gets so long to be read. */
export const SLEPT_MS = 1_000;
/** How often work under way sees that its process is awake; a gap of more than the second was a sleep, which no deadline counts. */
export const TICK_MS = 5_000;
export const ASLEEP_MS = 10_000;

/** A token, repeats included. */
export const TOKEN_MS = 30_000;
/** A token is renewed this long before it expires. */
export const TOKEN_EARLY_MS = 300_000;

/** Waits between repeats of a call that failed for another reason than throttling. */
export const BACKOFF_MS = [500, 1_500, 4_000] as const;
/** Waits between repeats with another token; the last one stays. */
export const TOKEN_BACKOFF_MS = [0, 1_000, 2_000, 4_000, 8_000] as const;
/** DingTalk's block of an IP address. */
export const BLOCK_MS = 300_000;

/** Reads that come within so long of one another go out together; those of a process that is still warming up get longer. */
export const QUIET_MS = 20;
export const FIRST_QUIET_MS = 60;
/** An answer serves other reads of this run for so long. */
export const FRESH_MS = 30_000;
/** Two answers that must both leave a space out are this far apart: one that is late would be late in both. */
export const WITNESS_GAP_MS = 5_000;
/** An operator to whom DingTalk showed a space so recently is not blind if that space is not shown any more. */
export const OPERATOR_SIGHT_MS = 60_000;
/** Whoever waits for the second of them waits so much longer for others who will. */
export const WITNESS_SHARE_MS = 1_000;
/** The list before a create is at most so old. */
export const BASELINE_MS = 30_000;

/** Added to a second of the rate limit, for clocks that count whole milliseconds. */
export const PACE_MARGIN_MS = 10;
/** After this long without throttling the pace doubles again. */
export const PACE_RECOVERY_MS = 10_000;
/** Whatever waits longer than this prints a line that says what it waits for. */
export const LONG_WAIT_MS = 5_000;

/** When to look for a space whose making has an unknown outcome, counted from when that is known: lists may lag. */
export const RECONCILE_DELAYS_MS = [500, 5_000, 20_000, 40_000] as const;
/** One such look. */
export const LOOK_MS = 15_000;
/** A second attempt to make a space, and the looks after it. */
export const SECOND_ATTEMPT_MS = 40_000;
/** After a second attempt: when to look whether both were done. */
export const LATE_LOOK_MS = { answered: 5_000, silent: 20_000, secondUnknown: 15_000 } as const;

/** DingTalk's clock and this machine's may be so far apart if no answer has shown by how much. */
export const UNMEASURED_SKEW_MS = 300_000;
/** If answers have shown it: what is left in doubt. */
export const MEASURED_SKEW_MS = 60_000;

/** A space that is to have the name of one that another resource of the run is about to delete waits so long for that. */
export const SWAP_WAIT_MS = 30_000;
/** Between two looks at what the run has done meanwhile: no call is made. */
export const SWAP_POLL_MS = 100;

/** What the guard of delete knows may be this old: a company's files are at stake. */
export const GUARD_MAX_AGE_MS = 10_000;
/** Between an attempt to delete and the next. */
export const DELETE_DELAYS_MS = [500, 2_000, 5_000] as const;
/** Lists and queries may not show yet what was made so short a time ago. */
export const YOUNG_MS = 600_000;
