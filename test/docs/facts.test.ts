import { readFileSync } from "node:fs";
import path from "node:path";
import { configurationKeys } from "../../provider/src/runtime/configuration";
import { providerText } from "../../provider/src/providerText";
import { operations } from "../../provider/src/dingtalk/operation";
import { ROOT } from "../engine/program";
import { codeBlocks, readPage, tables } from "./markdown";

test("the README's first program is the quickstart example", async () => {
  const [first] = (await codeBlocks(await readPage("README.md"))).filter(({ lang }) => lang === "ts");
  const example = readFileSync(path.join(ROOT, "examples", "quickstart", "index.ts"), "utf8");
  expect(first?.value).toBe(example.trimEnd());
});

test("the README's configuration table has every key in both spellings, and no other", async () => {
  const rows = await tableOf("README.md", "Stack configuration");
  const spelt = rows.map(([config, environment]) => [config, environment]);
  expect(spelt).toEqual(Object.entries(configurationKeys).map(([key, name]) => [`dingtalk:${key}`, name]));
});

test("the permissions page names the permission of every call", async () => {
  const rows = await tableOf("docs/permissions.md", "Permission");
  const named = new Set(rows.map(([permission]) => permission));
  const needed = Object.values(operations).flatMap(({ permission }) => permission ?? []);
  expect([...named].sort()).toEqual([...new Set(needed)].sort());
});

test("the upgrading page shows the text that stands in the state", async () => {
  const shown = (await codeBlocks(await readPage("docs/upgrading.md"))).map(({ value }) => value);
  expect(shown).toContain(providerText);
});

test("every line of the changelog starts with a resource, a function or a part of the package", async () => {
  const lines = (await readPage("CHANGELOG.md")).split("\n").filter((line) => line.startsWith("- "));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !/^- `[^`]+`(, `[^`]+`)*: /.test(line))).toEqual([]);
});

/** The body of the page's table whose first column is headed so. */
async function tableOf(page: string, head: string): Promise<string[][]> {
  const found = (await tables(await readPage(page))).find(([heads]) => heads?.[0] === head);
  if (!found) throw new Error(`${page} has no table that begins with '${head}'`);
  return found.slice(1);
}
