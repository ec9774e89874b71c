import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Code, Root, Table } from "mdast" with { "resolution-mode": "import" };
import { ROOT } from "../engine/program";

export async function readPage(page: string): Promise<string> {
  return readFile(path.join(ROOT, page), "utf8");
}

/** A page's or a docstring's blocks of code, in their order. */
export async function codeBlocks(markdown: string): Promise<Code[]> {
  return blocks(markdown, "code");
}

/** The rows of each table, as the text of their cells. */
export async function tables(markdown: string): Promise<string[][][]> {
  const { toString } = await import("mdast-util-to-string");
  const found = await blocks(markdown, "table");
  return found.map((table: Table) => table.children.map((row) => row.children.map((cell) => toString(cell))));
}

async function blocks<T extends "code" | "table">(markdown: string, type: T) {
  const [{ remark }, { default: gfm }, { visit }] = await Promise.all([
    import("remark"),
    import("remark-gfm"),
    import("unist-util-visit"),
  ]);
  const found: Extract<Code | Table, { type: T }>[] = [];
  const tree: Root = remark().use(gfm).parse(markdown);
  visit(tree, type, (node) => {
    found.push(node as Extract<Code | Table, { type: T }>);
  });
  return found;
}
