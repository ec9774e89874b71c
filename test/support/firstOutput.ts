import { once } from "node:events";

/** Runs a program that goes on until it is ended: returns what it prints first. */
export async function firstOutput(file: string, args: readonly string[] = []): Promise<string> {
  const { execa } = await import("execa");
  const program = execa(file, args, { reject: false });
  const [printed] = (await once(program.stdout, "data")) as [Buffer];
  program.kill();
  await program;
  return String(printed);
}
