import { readFile, writeFile } from "node:fs/promises";
import type { Reporter } from "../dingtalk/reporter";
import { configurationKeys, readConfiguration } from "../runtime/configuration";
import { openDrive } from "../runtime/openDrive";
import { importProgram, type LanguageName } from "./importProgram";

export interface ImportRequest {
  readonly unionId?: string | undefined;
  readonly language: LanguageName;
  /** Where the program goes; printed where it is left out. */
  readonly out?: string | undefined;
  /** Whether another text in `out` may be overwritten. */
  readonly force: boolean;
}

export interface Outside {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `npx pulumi-dingtalk import`: lists every space and writes the program that takes them over. */
export async function importSpaces(request: ImportRequest, { print, say, env }: Outside): Promise<void> {
  const { unionId, language, out, force } = request;
  if (unionId === undefined || unionId.trim() === "") {
    throw new Error("import: unionId is missing. Give --union-id, or set DINGTALK_UNION_ID.");
  }
  const reporter: Reporter = { notice: (_, line) => say(line), warn: (_, line) => say(`warning: ${line}`) };
  const drive = openDrive(configuration(env), reporter);
  const spaces = await drive.list(unionId).catch((error: unknown) => {
    throw new Error(`list spaces: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (spaces.length === 0) {
    throw new Error("list spaces: the user of this unionId sees none, so there is nothing to take over.");
  }
  const program = importProgram(spaces, unionId, language);
  const count = spaces.length === 1 ? "one space" : `${spaces.length} spaces`;
  if (out === undefined) {
    print(program);
    return;
  }
  await write(out, program, force);
  say(`${out} takes over ${count}. Look at it, then run pulumi up.`);
}

function configuration(env: Outside["env"]) {
  try {
    return readConfiguration({}, env);
  } catch (error) {
    const names = Object.values(configurationKeys).slice(0, 3).join(", ");
    throw new Error(
      `sign in to DingTalk: ${error instanceof Error ? error.message : String(error)} This command reads the environment: ${names}.`,
      { cause: error },
    );
  }
}

/** Writes over nothing but its own text. */
async function write(file: string, text: string, force: boolean): Promise<void> {
  const there = await readFile(file, "utf8").catch(() => undefined);
  if (there !== undefined && there !== text && !force) {
    throw new Error(`write '${file}': it holds something else already. Give another file, or --force.`);
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "it cannot be done";
    throw new Error(`write '${file}': ${why}. Give a file in a folder that is there.`, { cause: error });
  }
}
