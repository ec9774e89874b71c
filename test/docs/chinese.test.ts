import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorTable } from "../../provider/src/dingtalk/errors/errorTable";
import { ROOT } from "../tools/engine/program";
import { codeBlocks, readPage, tables } from "../tools/pages/markdown";
import { pages } from "../tools/pages/pages";

const blocksOf = async (page: string) => (await codeBlocks(await readPage(page))).map(({ value }) => value);

/** The first column of the page's table with this head. */
async function firstColumn(page: string, head: string): Promise<(string | undefined)[]> {
  const found = (await tables(await readPage(page))).find(([heads]) => heads?.[0] === head);
  if (!found) throw new Error(`${page} has no table that begins with '${head}'`);
  return found.slice(1).map(([first]) => first);
}

/** The Chinese pages, and the English ones whose programs and commands they show. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  "docs/zh-CN/README.md": ["docs/README.md"],
  "docs/zh-CN/first-steps.md": ["README.md"],
  "docs/zh-CN/permissions.md": ["docs/permissions.md"],
  "docs/zh-CN/errors.md": ["docs/errors.md"],
  "docs/zh-CN/pipelines.md": ["docs/ci.md", "docs/testing.md"],
};

test("every Chinese page has an English one, and stands in the Chinese list", async () => {
  const chinese = pages().filter((page) => page.startsWith("docs/zh-CN/"));
  expect(chinese).toEqual(Object.keys(counterparts).sort());
  const list = await readPage("docs/zh-CN/README.md");
  for (const page of chinese.filter((one) => !one.endsWith("README.md")))
    expect(list).toContain(`](${page.replace("docs/zh-CN/", "")})`);
});

test.each(Object.entries(counterparts))(
  "every program and command of %s stands in %j as it is",
  async (page, english) => {
    const known = (await Promise.all(english.map((one) => blocksOf(one)))).flat();
    expect((await blocksOf(page)).filter((block) => !known.includes(block))).toEqual([]);
  },
);

test("the first steps have the program and both lists of commands, and the pipelines all commands of the jobs", async () => {
  expect(await blocksOf("docs/zh-CN/first-steps.md")).toEqual(await blocksOf("README.zh-CN.md"));
  const jobs = (await blocksOf("docs/ci.md")).slice(0, 3);
  expect(await blocksOf("docs/zh-CN/pipelines.md")).toEqual(expect.arrayContaining(jobs));
});

test("the Chinese permissions are those of the permissions page, in its order", async () => {
  expect(await firstColumn("docs/zh-CN/permissions.md", "权限点")).toEqual(
    await firstColumn("docs/permissions.md", "Permission"),
  );
});

test("the messages that the Chinese page explains are what the package says", async () => {
  const messages = await firstColumn("docs/zh-CN/errors.md", "信息");
  const sources = path.join(ROOT, "provider", "src");
  const texts = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join(sources, file), "utf8"));
  const said = [...texts, await readPage("docs/errors.md"), await readPage("docs/adopting.md")].join("\n");
  const parts = messages.flatMap((message) => (message ?? "").split("…").map((part) => part.trim()));
  expect(parts.length).toBeGreaterThan(messages.length);
  expect(parts.filter((part) => !said.includes(part))).toEqual([]);
});

test("the ten errors that the Chinese page explains are codes that the package knows", async () => {
  const codes = await firstColumn("docs/zh-CN/errors.md", "错误码或信息");
  expect(codes).toHaveLength(10);
  const known = errorTable.flatMap((row) => row.codes);
  expect(codes.filter((code) => !known.includes(code ?? ""))).toEqual([]);
});
