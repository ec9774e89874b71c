import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../tools/engine/program";
import { combinations } from "../faults/cells";
import { kinds } from "../faults/faultKinds";

test("docs/reliability.md has a row for every fault that is tried, and none of them is broken", async () => {
  const written = await readFile(path.join(ROOT, "docs", "reliability.md"), "utf8");
  const rows = written.split("\n").filter((line) => line.startsWith("|"));
  for (const { words } of kinds) expect(rows.filter((row) => row.startsWith(`| ${words} `))).not.toEqual([]);
  for (const { kind } of combinations) expect(rows.filter((row) => row.includes(kind.words))).not.toEqual([]);
  expect(written).not.toMatch(/\*\*broken\*\*|not run \|/);
});
