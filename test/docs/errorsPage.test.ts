import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../tools/engine/program";
import { errorsPage } from "../tools/pages/errorsPage";

test("docs/errors.md is what the package's error table prints", async () => {
  const written = await readFile(path.join(ROOT, "docs", "errors.md"), "utf8");
  expect(written).toBe(await errorsPage());
});
