/** `npm run docs:errors` and `npm run docs:reliability`: print a page of the documentation anew. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../engine/program";
import { errorsPage } from "./errorsPage";
import { reliabilityPage } from "./reliabilityPage";

const pages: Readonly<Record<string, () => Promise<string>>> = {
  errors: errorsPage,
  reliability: reliabilityPage,
};

async function main(name: string): Promise<void> {
  const render = pages[name];
  if (!render) throw new Error(`print a page: '${name}' is none of ${Object.keys(pages).join(", ")}.`);
  const file = path.join(ROOT, "docs", `${name}.md`);
  await writeFile(file, await render());
  console.log(path.relative(ROOT, file));
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
