import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../engine/program";

const folder = path.join(ROOT, "node_modules", ".cache", "pulumi-dingtalk", "faults");

/** What the last run of a test found, for `docs/reliability.md`. */
export function resultsOf(name: "matrix" | "kill") {
  const file = path.join(folder, `${name}.json`);
  return {
    async write(results: unknown): Promise<void> {
      await mkdir(folder, { recursive: true });
      await writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
    },
    async read<T>(): Promise<T> {
      const text = await readFile(file, "utf8").catch(() => {
        throw new Error(`find the results of a run: ${file} is not there. Run \`npm test -- faults\` first.`);
      });
      return JSON.parse(text) as T;
    },
  };
}
