/**
 * `npm run docs:picture`: runs the quickstart example in the real engine against the emulator and draws what
 * the engine prints, in its colours, as docs/images/up.svg. Nothing in the picture is written by hand.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Terminal, type IBufferCell } from "@xterm/headless";
import { startEmulatorProcess } from "../commands/emulatorProcess";
import { ROOT } from "../engine/program";
import { expectSuccess, Workspace } from "../engine/workspace";

const columns = 92;
/** One character of the font, in the picture's units. */
const cell = { width: 8.4, height: 19, fontSize: 14 };
const margin = 16;
const paper = { back: "#1e1e2e", text: "#cdd6f4" };
/** The sixteen colours of a terminal, which the engine uses by number. */
const palette = [
  "#45475a",
  "#f38ba8",
  "#a6e3a1",
  "#f9e2af",
  "#89b4fa",
  "#cba6f7",
  "#94e2d5",
  "#bac2de",
  "#585b70",
  "#f38ba8",
  "#a6e3a1",
  "#f9e2af",
  "#89b4fa",
  "#cba6f7",
  "#94e2d5",
  "#a6adc8",
];

interface Run {
  text: string;
  column: number;
  style: string;
}

async function main(): Promise<void> {
  const printed = await runQuickstart();
  const file = path.join(ROOT, "docs", "images", "up.svg");
  await writeFile(file, draw(await linesOf(`$ pulumi up --yes --skip-preview\n${printed}`)));
  console.log(file);
}

async function runQuickstart(): Promise<string> {
  const emulator = await startEmulatorProcess();
  try {
    await using workspace = await Workspace.open({
      program: { folder: path.join(ROOT, "examples", "quickstart") },
      stack: "dev",
      env: emulator.env,
    });
    await workspace.stackInit();
    const up = workspace.pulumi(["up", "--yes", "--skip-preview", "--stack", "dev", "--color", "always"]);
    return expectSuccess(await up).stdout;
  } finally {
    await emulator.stop();
  }
}

/** The screen that a terminal shows for this text, as runs of one style. */
async function linesOf(text: string): Promise<Run[][]> {
  const terminal = new Terminal({ cols: columns, rows: 200, convertEol: true, allowProposedApi: true });
  await new Promise<void>((resolve) => {
    terminal.write(text, resolve);
  });
  const { active } = terminal.buffer;
  const lines: Run[][] = [];
  for (let row = 0; row <= active.baseY + active.cursorY; row += 1) {
    const line = active.getLine(row);
    const runs: Run[] = [];
    for (let column = 0; column < columns; column += 1) {
      const at = line?.getCell(column);
      if (at) append(runs, at, column);
    }
    const last = runs.at(-1);
    if (last) last.text = last.text.trimEnd();
    if (last?.text === "") runs.pop();
    lines.push(runs);
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function append(runs: Run[], at: IBufferCell, column: number): void {
  const color = at.isFgPalette() ? (palette[at.getFgColor()] ?? paper.text) : paper.text;
  const style = `fill="${color}"${at.isBold() ? ' font-weight="bold"' : ""}`;
  const text = at.getChars() || " ";
  const last = runs.at(-1);
  if (last?.style === style) last.text += text;
  else runs.push({ text, column, style });
}

function draw(lines: readonly Run[][]): string {
  const width = Math.round(columns * cell.width + 2 * margin);
  const height = Math.round(lines.length * cell.height + 2 * margin);
  const rows = lines.map((runs, row) => {
    const y = Math.round(margin + (row + 0.75) * cell.height);
    return runs.map(({ text, column, style }) => {
      const x = (margin + column * cell.width).toFixed(1);
      return `  <text x="${x}" y="${y}" textLength="${(text.length * cell.width).toFixed(1)}" ${style}>${escape(text)}</text>`;
    });
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal: pulumi up makes a DriveSpace and prints the organization's storage">`,
    `  <rect width="100%" height="100%" rx="8" fill="${paper.back}"/>`,
    `  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${cell.fontSize}" xml:space="preserve">`,
    ...rows.flat(),
    "  </g>",
    "</svg>",
    "",
  ].join("\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
