/** `npm run docs:errors`, `docs:reliability` and `docs:emulator`: print a page anew, and what the doctor compares with. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../engine/program";
import { ASSUMED_TABLE, assumedTable } from "./assumedTable";
import { EMULATOR_PAGE, emulatorPage } from "./emulatorPage";
import { errorsPage } from "./errorsPage";
import { reliabilityPage } from "./reliabilityPage";

interface Page {
  readonly file: string;
  readonly render: () => Promise<string>;
}

const pages: Readonly<Record<string, readonly Page[]>> = {
  errors: [{ file: path.join("docs", "errors.md"), render: errorsPage }],
  reliability: [{ file: path.join("docs", "reliability.md"), render: reliabilityPage }],
  emulator: [
    { file: EMULATOR_PAGE, render: emulatorPage },
    { file: ASSUMED_TABLE, render: assumedTable },
  ],
};

async function main(name: string): Promise<void> {
  const wanted = pages[name];
  if (!wanted) throw new Error(`print a page: '${name}' is none of ${Object.keys(pages).join(", ")}.`);
  for (const { file, render } of wanted) {
    await writeFile(path.join(ROOT, file), await render());
    console.log(file);
  }
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
