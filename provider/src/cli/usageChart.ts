import { barChart } from "./barChart";
import { callsAMonth, monthlyCalls, type UsageReport } from "./usageReport";
import { periodInWords } from "./period";
import { share } from "./usageText";

const whole = new Intl.NumberFormat("en-US");

/** The calls of a run, by API, and what they are of the month's, as an SVG. */
export function usageChart({ byApi, total }: UsageReport, everyMs: number | undefined): Promise<string> {
  const counted = `${whole.format(total.counted)} counted ${total.counted === 1 ? "call" : "calls"}`;
  const month = everyMs === undefined ? total.counted : callsAMonth(total.counted, everyMs);
  const often = everyMs === undefined ? "one such run" : `once every ${periodInWords(everyMs)}`;
  return barChart({
    title: "DingTalk calls by API",
    subtitle: `${counted}; ${often}: ${whole.format(month)} of ${whole.format(monthlyCalls)} calls a month (${share(month)})`,
    unit: "calls",
    stacked: true,
    counts: true,
    series: [
      { name: "counted against the month", colour: "#0969da" },
      { name: "throttled, not counted", colour: "#d4a72c" },
      { name: "free, or not counted", colour: "#8c959f" },
    ],
    bars: byApi.map(({ api, calls, counted, throttled }) => ({
      label: api,
      values: [counted, throttled, Math.max(0, calls - counted - throttled)],
      note: whole.format(calls),
    })),
  });
}
