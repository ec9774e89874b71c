import { Table } from "console-table-printer";
import { oneLine } from "../../dingtalk/http/text";
import type { Finding, Mark } from "./finding";

const signs: Readonly<Record<Mark, string>> = {
  ok: "ok",
  wrong: "MEND",
  warning: "look",
  differs: "differs",
  unknown: "?",
};

/** What `npx pulumi-dingtalk doctor` prints: a mark, a finding and what to do for each check. */
export function findingsTable(findings: readonly Finding[]): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: [
      { name: "mark", title: " ", alignment: "left" },
      { name: "check", alignment: "left", maxLen: 24 },
      { name: "finding", alignment: "left", maxLen: 56 },
      { name: "todo", title: "what to do", alignment: "left", maxLen: 56 },
    ],
  });
  for (const { mark, check, finding, advice = "" } of findings)
    table.addRow({ mark: signs[mark], check, finding: oneLine(finding), todo: oneLine(advice) });
  return `${table.render()}\n`;
}
