import { Table } from "console-table-printer";
import { periodInWords, monthMs } from "./period";
import { callsAMonth, monthlyCalls, type Cost, type UsageReport } from "./usageReport";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The table of what a run cost, and the sentence that says what it would cost a month. */
export function usageText(report: UsageReport, everyMs: number | undefined): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: [
      { name: "api", title: "API", alignment: "left" },
      ...["calls", "counted", "throttled", "repeated", "failed"].map((name) => ({
        name,
        alignment: "right",
      })),
      { name: "wait", title: "wait s", alignment: "right" },
      { name: "duration", title: "duration s", alignment: "right" },
    ],
  });
  for (const cost of report.byApi) table.addRow(row(cost));
  if (report.byApi.length > 1) table.addRow(row(report.total), { separator: false });
  const { processes, elapsedMs, total } = report;
  const by = processes === 1 ? "One process" : `${processes} processes`;
  return `${table.render()}\n${by}, ${seconds.format(elapsedMs / 1_000)} s from the first call to the last.\n${monthText(total.counted, everyMs)}\n`;
}

function row({ api, waitMs, durationMs, ...counts }: Cost): Record<string, string> {
  return {
    api,
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, whole.format(count)])),
    wait: seconds.format(waitMs / 1_000),
    duration: seconds.format(durationMs / 1_000),
  };
}

/** What the calls are against the month's 5,000. */
export function monthText(counted: number, everyMs: number | undefined): string {
  const month = `the ${whole.format(monthlyCalls)} calls a month of the standard edition`;
  const these = counted === 1 ? "1 call was" : `${whole.format(counted)} calls were`;
  if (counted === 0) return `No call was counted against ${month}.`;
  const runs = Math.floor(monthlyCalls / counted);
  const oftenest =
    runs === 0
      ? `One such run is more than ${month}.`
      : `${these} counted; ${month} are ${whole.format(runs)} such runs, one every ${periodInWords(monthMs / runs)}.`;
  if (everyMs === undefined) return oftenest;
  const calls = callsAMonth(counted, everyMs);
  return `${oftenest}\nOnce every ${periodInWords(everyMs)} it costs ${whole.format(calls)} calls a month, ${share(calls)} of them.`;
}

/** A share of the month's calls in per cent. */
const share = (calls: number): string =>
  `${new Intl.NumberFormat("en-US", { maximumFractionDigits: calls < monthlyCalls / 10 ? 1 : 0 }).format((calls / monthlyCalls) * 100)} %`;
