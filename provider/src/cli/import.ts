import { readFile } from "node:fs/promises";
import { textOf } from "../dingtalk/http/text";
import { adoptionsOf } from "./adoptions";
import { openEnvironmentDrive } from "./environmentDrive";
import { bulkImport, importProgram, type LanguageName } from "./importProgram";
import type { Named } from "./logicalNames";
import { exportStack, managedSpaces, type ExportStack, type ManagedSpaces } from "./managedSpaces";
import { spacesInWords } from "./programs/adoption";
import { writeText } from "./writeText";

export interface ImportRequest {
  readonly unionId?: string | undefined;
  readonly language: LanguageName;
  /** Whether the file of `pulumi import --file` is written instead of a program. */
  readonly bulk?: boolean | undefined;
  /** What this stack manages already is left out. */
  readonly stack?: string | undefined;
  /** Where the program goes; printed where it is left out. */
  readonly out?: string | undefined;
  /** Whether another text in `out` may be overwritten. */
  readonly force: boolean;
}

export interface Outside {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default the Pulumi CLI's */
  readonly exportStack?: ExportStack;
}

const nothingManaged: ManagedSpaces = { ids: new Set(), names: new Set() };

/** `npx pulumi-dingtalk import`: lists every space and writes the program that takes them over. */
export async function importSpaces(request: ImportRequest, outside: Outside): Promise<void> {
  const { unionId, language, bulk = false, stack, out, force } = request;
  const { print, say } = outside;
  if (unionId === undefined || unionId.trim() === "") {
    throw new Error("import: unionId is missing. Give --union-id, or set DINGTALK_UNION_ID.");
  }
  const managed =
    stack === undefined ? nothingManaged : await managedSpaces(stack, outside.exportStack ?? exportStack);
  const listed = await listSpaces(unionId, outside);
  const spaces = listed.filter(({ spaceId }) => !managed.ids.has(spaceId));
  if (stack !== undefined && spaces.length === 0) {
    say(`stack ${stack} manages every space already: there is nothing to take over.`);
    return;
  }
  const left = listed.length - spaces.length;
  if (stack !== undefined) say(`left out ${spacesInWords(left)} that stack ${stack} manages already.`);
  const nameless = spaces.filter(({ hasName }) => !hasName).length;
  if (nameless > 0) say(withoutNames(nameless));
  const adoptions = adoptionsOf(spaces, managed.names, listed);
  const text = bulk ? bulkImport(adoptions, unionId) : importProgram(adoptions, unionId, language);
  if (out === undefined) {
    print(text);
    return;
  }
  await write(out, text, force);
  const next = bulk ? `Run pulumi import --file ${out}.` : "Look at it, then run pulumi up.";
  say(`${out} takes over ${spacesInWords(spaces.length)}. ${next}`);
}

const withoutNames = (count: number) =>
  `DingTalk does not say the names of ${spacesInWords(count)}, so their ids stand in the place of their names. ` +
  "Write the names that DingTalk Drive shows before you run pulumi up.";

interface Listed extends Named {
  readonly hasName: boolean;
}

async function listSpaces(unionId: string, { say, env }: Outside): Promise<Listed[]> {
  const drive = openEnvironmentDrive(env, say);
  const listed = await drive.list(unionId).catch((error: unknown) => {
    throw new Error(`list spaces: ${textOf(error)}`);
  });
  if (listed.length === 0) {
    throw new Error("list spaces: the user of this unionId sees none, so there is nothing to take over.");
  }
  // DingTalk may leave out every field but the id.
  return listed.map(({ spaceId, spaceName, createTime = "" }) => ({
    spaceId,
    // As the preview takes it: DingTalk compares names without outer blanks.
    spaceName: (spaceName ?? spaceId).trim(),
    hasName: spaceName !== undefined,
    createTime,
  }));
}

/** Writes over nothing but its own text. */
async function write(file: string, text: string, force: boolean): Promise<void> {
  const there = await readFile(file, "utf8").catch(() => undefined);
  if (there !== undefined && there !== text && !force) {
    throw new Error(`write '${file}': it holds something else already. Give another file, or --force.`);
  }
  await writeText(file, text);
}
