import * as z from "zod/mini";

/** One call, as far as the record of a run must tell it. A field that a later release adds is let through. */
const record = z.looseObject({
  time: z.string(),
  operation: z.string(),
  api: z.string(),
  attempt: z.number(),
  waitMs: z.number(),
  durationMs: z.number(),
  status: z.optional(z.number()),
  code: z.string(),
  counted: z.boolean(),
  pid: z.optional(z.number()),
});

export type TracedCall = z.output<typeof record>;

export interface TraceFile {
  readonly calls: readonly TracedCall[];
  /** Lines that are no record, or only the beginning of one. */
  readonly unreadable: number;
}

/**
 * Reads what `DINGTALK_TRACE` has had written, by one process or several. A killed process leaves its last
 * line torn; what another one has written behind it on the same line is read all the same.
 */
export function readTrace(text: string): TraceFile {
  const calls: TracedCall[] = [];
  let unreadable = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const whole = parse(line);
    const call = whole ?? parse(line.slice(line.lastIndexOf('{"time":')));
    if (call) calls.push(call);
    if (!whole) unreadable += 1;
  }
  return { calls, unreadable };
}

function parse(line: string): TracedCall | undefined {
  try {
    return z.safeParse(record, JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
