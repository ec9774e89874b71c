/** Markdown as the formatter leaves it. */
export async function page(markdown: string): Promise<string> {
  const { format } = await import("prettier");
  return format(markdown.trimStart(), { parser: "markdown", printWidth: 110 });
}

export const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
