import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { configurationKeys } from "../../provider/src/runtime/configurationKeys";
import { providerText } from "../../provider/src/providerText";
import { operations } from "../../provider/src/dingtalk/wire/operation";
import { ROOT } from "../tools/engine/program";
import { codeBlocks, readPage, tables } from "../tools/pages/markdown";

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

test("the README's inputs are those of DriveSpaceArgs, with their types and defaults", async () => {
  const rows = await tableOf("README.md", "Input");
  const declared = membersOf("driveSpace.ts", "DriveSpaceArgs").map(
    ({ name, type, optional, defaultValue }) => [
      name,
      `${/Input<(\w+)>/.exec(type)?.[1] ?? type}, ${optional ? `default: ${defaultValue ?? "?"}` : "required"}`,
    ],
  );
  expect(rows.map((row) => row.slice(0, 2))).toEqual(declared);
});

test("the README's outputs are those of DriveSpace that are not inputs, with their types", async () => {
  const inputs = new Set(membersOf("driveSpace.ts", "DriveSpaceArgs").map(({ name }) => name));
  const declared = membersOf("driveSpace.ts", "DriveSpace")
    .filter(({ name, type }) => type.startsWith("pulumi.Output<") && !inputs.has(name))
    .map(({ name, type }) => [name, /Output<(\w+)/.exec(type)?.[1]]);
  const rows = await tableOf("README.md", "Output");
  expect(rows.map((row) => row.slice(0, 2))).toEqual(declared);
});

test("the README's data functions are those that the package exports, with their arguments", async () => {
  const rows = await tableOf("README.md", "Function");
  const index = readFileSync(path.join(sources, "index.ts"), "utf8");
  const exported = new Set(index.match(/\bget[A-Z]\w*(?=Output\b)/g));
  expect(new Set(rows.map(([name]) => name))).toEqual(exported);
  for (const [name = "", args = ""] of rows) {
    const type = `${name.replace("get", "Get")}Args`;
    const shown: readonly string[] = args.match(/\w+Id|name/g) ?? [];
    const missing = membersOf(`${name}.ts`, type).filter((one) => !shown.includes(one.name));
    expect({ name, missing }).toEqual({ name, missing: [] });
  }
});

test("the README's permissions are those of the permissions page", async () => {
  const names = async (page: string) => (await tableOf(page, "Permission")).map(([permission]) => permission);
  expect(await names("README.md")).toEqual(await names("docs/permissions.md"));
});

test("the permissions page names the permission of every call", async () => {
  const rows = await tableOf("docs/permissions.md", "Permission");
  const named = new Set(rows.map(([permission]) => permission));
  const needed = Object.values(operations).flatMap(({ permission }) => permission ?? []);
  expect([...named].sort()).toEqual([...new Set(needed)].sort());
});

test("README.zh-CN.md has the English README's program, commands, configuration keys and permissions", async () => {
  const english = "README.md";
  const chinese = "README.zh-CN.md";
  const firstColumns = async (page: string, head: string, columns: number) =>
    (await tableOf(page, head)).map((row) => row.slice(0, columns));
  expect(await firstColumns(chinese, "Pulumi 配置", 2)).toEqual(
    await firstColumns(english, "Stack configuration", 2),
  );
  expect(await firstColumns(chinese, "权限点", 1)).toEqual(await firstColumns(english, "Permission", 1));
  const blocksOf = async (page: string) => (await codeBlocks(await readPage(page))).map(({ value }) => value);
  const all = await blocksOf(english);
  const shown = await blocksOf(chinese);
  expect(shown.length).toBe(3);
  expect(shown.filter((block) => !all.includes(block))).toEqual([]);
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

const sources = path.join(ROOT, "provider", "src");

interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly defaultValue: string | undefined;
}

/** The properties of an interface or a class of the declarations, as their source has them. */
function membersOf(file: string, declaration: string): Member[] {
  const text = readFileSync(path.join(sources, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found = source.statements.find(
    (one) => (ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)) && one.name?.text === declaration,
  );
  if (found === undefined) throw new Error(`${file} declares no ${declaration}`);
  const members: Member[] = [];
  ts.forEachChild(found, (node) => {
    if (!ts.isPropertySignature(node) && !ts.isPropertyDeclaration(node)) return;
    const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "default");
    members.push({
      name: node.name.getText(),
      type: node.type?.getText() ?? "",
      optional: node.questionToken !== undefined,
      defaultValue: tag && ts.getTextOfJSDocComment(tag.comment),
    });
  });
  return members;
}
