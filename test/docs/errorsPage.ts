import { errorTable, unlisted, type ErrorRow, type Verdict } from "../../provider/src/dingtalk/errorTable";
import { operations } from "../../provider/src/dingtalk/operation";
import { cell, page, table } from "./page";

const meaning: Readonly<Record<Verdict, string>> = {
  throttled: "nothing was done; it waits and repeats, as long as the operation has time",
  token: "nothing was done; one renewal of the token for everybody, once",
  "month spent": "nothing was done, and nothing will be this month",
  blocked: "DingTalk has shut this IP address out for five minutes",
  refused: "DingTalk, or what stands before it, says no; repeating cannot help",
  gone: "an id of the call may be of no space (any longer): it is looked for in another way",
  "not sent": "the request never reached DingTalk; it is repeated",
  unknown: "it may or may not have been done: reads repeat, add reconciles, delete looks",
};

const codesOf = ({ codes }: ErrorRow): string => codes.map((code) => `\`${code}\``).join("<br>");
const callsOf = ({ operations: only }: ErrorRow): string =>
  only?.map((operation) => operations[operation].label).join(", ") ?? "all";
const rowOf = (row: ErrorRow, codes = codesOf(row)): string[] =>
  [codes, callsOf(row), row.verdict, row.reaction, row.advice].map(cell);

/** `docs/errors.md`, printed from the table that the package goes by. */
export function errorsPage(): Promise<string> {
  return page(`
# Errors

Every error this package knows, by DingTalk's code and by call, never by HTTP status. This page is printed from the
table in \`provider/src/dingtalk/errorTable.ts\`, by which the package goes: \`npm run docs:errors\`.

An error is one line: \`<verb> <kind> '<name>': <DingTalk's message> (<code>, request <id>). <What to do.>\` The request id
is DingTalk's, for its support.

## What a verdict means

${table(
  ["verdict", "meaning"],
  Object.entries(meaning).map((pair) => pair.map(cell)),
)}

## Codes

The first row that fits counts. Codes are compared without regard to case. \`no.answer\`, \`connection.reset\`,
\`not.connected\`, \`unreadable.answer\`, \`incomplete.answer\`, \`blocked.ip\`, \`blocked.page\`, \`redirect.refused\`,
\`certificate.refused\` and \`no.time\` are this package's own names for what never became an answer of DingTalk's.

${table(
  ["codes", "calls", "verdict", "what the package does", "what to do"],
  [
    ...errorTable.map((row) => rowOf(row)),
    rowOf(unlisted.refused, "any other, with a status from 400 to 499 but 408 and 429"),
    rowOf(unlisted.unknown, "any other"),
  ],
)}

## Bounds

A request may take 10 s, a token 30 s with its repeats, an operation 110 s with all its waits and repeats.
`);
}
