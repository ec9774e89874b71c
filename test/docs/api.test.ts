import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { modules, ROOT } from "../tools/engine/program";

jest.setTimeout(240_000);

test("the API reference is what the docstrings say now", async () => {
  const { execa } = await import("execa");
  const fresh = await mkdtemp(path.join(os.tmpdir(), "api-reference-"));
  try {
    const typedoc = path.join(modules, "typedoc", "bin", "typedoc");
    await execa(process.execPath, [typedoc, "--out", fresh, "--logLevel", "Warn"], { cwd: ROOT });
    const wanted = await contents(fresh);
    expect(wanted.size).toBeGreaterThan(10);
    // Out of date: run `npm run docs:api` and commit what it writes.
    expect(await contents(path.join(ROOT, "docs", "api"))).toEqual(wanted);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
});

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(
      async (file) =>
        [path.relative(folder, file).replaceAll("\\", "/"), await readFile(file, "utf8")] as const,
    ),
  );
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
