import { writeFile } from "node:fs/promises";

/** Writes a file. @throws one line that names it, if that cannot be done. */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "it cannot be done";
    throw new Error(`write '${file}': ${why}. Give a file in a folder that is there.`, { cause: error });
  }
}
