const minuteMs = 60_000;
const units: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
};

/** A month as this package reckons: 30 days. Milliseconds. */
export const monthMs = 30 * 24 * 60 * minuteMs;

/** `30m`, `1h`, `1.5h`, `1d`, `1w` in milliseconds; `undefined` for anything else. */
export function parsePeriod(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * (units[unit] ?? NaN);
  return ms > 0 ? ms : undefined;
}

/** A period as people say it: `90 minutes`, `36 hours`, `9 days`. */
export function periodInWords(ms: number): string {
  const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  const minutes = Math.ceil(ms / minuteMs);
  if (minutes <= 120) return count(minutes, "minute");
  const hours = Math.ceil(minutes / 60);
  return hours <= 72 ? count(hours, "hour") : count(Math.ceil(hours / 24), "day");
}
