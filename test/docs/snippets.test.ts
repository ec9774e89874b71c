import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "../tools/engine/program";
import { compile, type Snippet } from "../tools/pages/compile";
import { codeBlocks, readPage } from "../tools/pages/markdown";
import { pages } from "../tools/pages/pages";

jest.setTimeout(240_000);

const languages: Readonly<Record<string, Snippet["language"]>> = {
  ts: "ts",
  typescript: "ts",
  js: "js",
  javascript: "js",
};

test("every snippet of the pages compiles against the package", async () => {
  const snippets: Snippet[] = [];
  // The API reference repeats the docstrings, which have a test of their own.
  for (const page of pages().filter((name) => !name.startsWith("docs/api/"))) {
    for (const { lang, value, position } of await codeBlocks(await readPage(page))) {
      const language = languages[lang ?? ""];
      if (language) snippets.push({ at: `${page}:${position?.start.line ?? 0}`, language, text: value });
    }
  }
  expect(snippets.length).toBeGreaterThan(5);
  expect(compile(snippets)).toEqual([]);
});

test("every example of a docstring compiles, and every public class and function has one", async () => {
  const snippets: Snippet[] = [];
  const without: string[] = [];
  for (const { name, at, examples, needed } of documented()) {
    if (needed && examples.length === 0) without.push(`${at} ${name}`);
    for (const example of examples) {
      const [block, ...more] = await codeBlocks(example);
      expect({ at, more, lang: block?.lang }).toEqual({ at, more: [], lang: "ts" });
      snippets.push({ at: `${at} ${name}`, language: "ts", text: block?.value ?? "" });
    }
  }
  expect(without).toEqual([]);
  expect(snippets.length).toBeGreaterThan(5);
  expect(compile(snippets)).toEqual([]);
});

interface Documented {
  readonly name: string;
  readonly at: string;
  readonly examples: readonly string[];
  /** Whether it is a class or a function that users have. */
  readonly needed: boolean;
}

/** What the declarations export and have a docstring for. */
function documented(): Documented[] {
  const folder = path.join(ROOT, "provider", "src");
  const published = readFileSync(path.join(folder, "index.ts"), "utf8").replace(/from ".*"/g, "");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return files.flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(folder, file), "utf8"),
      ts.ScriptTarget.ES2023,
      true,
    );
    return source.statements.flatMap((statement) => {
      const declares = ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement);
      const name = declares ? (statement.name?.text ?? "") : "";
      const examples = ts
        .getJSDocTags(statement)
        .filter(({ tagName }) => tagName.text === "example")
        .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "");
      const isPublic = declares && new RegExp(`\\b${name}\\b`).test(published);
      return isPublic || examples.length > 0 ? [{ name, at: file, examples, needed: isPublic }] : [];
    });
  });
}
