import { YOUNG_MS } from "../http/timings";

/** Whether answers may not show yet what was made then. Milliseconds since 1970; a moment that is not known is long ago. */
export const isYoung = (madeAt: number | undefined, now: number): boolean =>
  madeAt !== undefined && now - madeAt < YOUNG_MS;
