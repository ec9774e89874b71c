import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../tools/engine/program";
import type { Cell } from "./cells";
import type { Finding } from "./finding";
import { judge, type Verdict } from "./judge";

export interface CellResult extends Verdict {
  readonly key: string;
  /** From its first call to its last, in the longest of its runs. Milliseconds. */
  readonly callsMs: number;
}

export function resultOf(cell: Cell, finding: Finding | undefined): CellResult | undefined {
  if (!finding) return undefined;
  const callsMs = Math.max(...finding.situations.map((run) => run.callsMs));
  return { key: cell.key, callsMs, ...judge(cell, finding) };
}

export interface KillRound {
  readonly seed: number;
  readonly killedAfterAdds: number;
  /** Spaces that DingTalk had, and that the state knew, when all was dead. */
  readonly made: number;
  readonly known: number;
  /** The engine was killed while it wrote its state, and that had to be mended by hand. */
  readonly mended: boolean;
  /** Spaces that the next up refused to make a second time, naming the one that is there. */
  readonly named: number;
}

const folder = path.join(ROOT, "node_modules", ".cache", "pulumi-dingtalk", "faults");

/** What the last run of a test found, for `docs/reliability.md`. */
export function resultsOf(name: "matrix" | "engine" | "kill") {
  const file = path.join(folder, `${name}.json`);
  return {
    async write(results: unknown): Promise<void> {
      await mkdir(folder, { recursive: true });
      await writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
    },
    /** `undefined` if there was no such run here. */
    async find<T>(): Promise<T | undefined> {
      const text = await readFile(file, "utf8").catch(() => undefined);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    async read<T>(): Promise<T> {
      const text = await readFile(file, "utf8").catch(() => {
        throw new Error(`find the results of a run: ${file} is not there. Run \`npm test -- faults\` first.`);
      });
      return JSON.parse(text) as T;
    },
  };
}
