const forms: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "seconds, UTC"],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/, "minutes, UTC"],
  [/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d CST \d{4}$/, "text, CST"],
];

/** The form of a time as DingTalk sends it, in a word. */
export const formOfTime = (time: string): string =>
  forms.find(([form]) => form.test(time))?.[1] ?? "another form";

/** How many different times a list must show before its order says anything. */
const ENOUGH = 3;

/** What creation times say of a list's order; `undefined` if they do not tell. */
export function isSorted(times: readonly unknown[]): string | undefined {
  const known = times.map((time) => Date.parse(typeof time === "string" && time.endsWith("Z") ? time : ""));
  if (known.some((time) => Number.isNaN(time)) || new Set(known).size < ENOUGH) return undefined;
  return known.every((time, index) => index === 0 || time >= (known[index - 1] ?? 0))
    ? "oldest first"
    : "another";
}
