import { readFile } from "node:fs/promises";
import path from "node:path";
import { assumptions, type Assumption } from "../emulator/src/index";
import { ROOT } from "../engine/program";
import { cell, page, table } from "./page";

export const EMULATOR_PAGE = path.join("test", "tools", "emulator", "README.md");

const begin = "<!-- printed from src/assumptions.ts by `npm run docs:emulator` -->";
const end = "<!-- end of what is printed -->";

const rowOf = ({ id, question, plain, certainty, instead, option }: Assumption): string[] =>
  [question, plain, certainty, ...otherwise(id, instead, option)].map(cell);

function otherwise(id: string, instead?: string, option?: string): [string, string] {
  if (instead !== undefined) return [`\`${id}\``, instead];
  return [option === undefined ? "" : `option \`${option}\``, ""];
}

/** The emulator's page with the table of what is assumed printed anew. */
export async function emulatorPage(): Promise<string> {
  const written = await readFile(path.join(ROOT, EMULATOR_PAGE), "utf8");
  const [before, rest] = written.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`find where to print: ${EMULATOR_PAGE}.`);
  const head = ["question", "plainly", "how sure", "dialect", "in the dialect"];
  return await page(
    [before, begin, "\n\n", table(head, assumptions.map(rowOf)), "\n\n", end, after].join(""),
  );
}
