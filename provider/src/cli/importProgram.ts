import { driveSpaceType } from "../plugin/context";
import { importIdOf } from "../plugin/importId";
import type { Adoption, ProgramWriter } from "./programs/adoption";
import { goProgram } from "./programs/goProgram";
import { javaScriptProgram, typeScriptProgram } from "./programs/nodeProgram";
import { pythonProgram } from "./programs/pythonProgram";
import { yamlProgram } from "./programs/yamlProgram";

/** The languages in which a program can be written, by each name that they are asked for. */
const writers = {
  typescript: typeScriptProgram,
  ts: typeScriptProgram,
  javascript: javaScriptProgram,
  js: javaScriptProgram,
  yaml: yamlProgram,
  python: pythonProgram,
  go: goProgram,
} satisfies Record<string, ProgramWriter>;

export type LanguageName = keyof typeof writers;

export const languageNames = Object.keys(writers) as readonly LanguageName[];

/** A program that takes these spaces over. Equal spaces give equal text, whatever their order. */
export const importProgram = (spaces: readonly Adoption[], unionId: string, language: LanguageName): string =>
  writers[language](spaces, unionId);

/** The file that `pulumi import --file` takes. */
export const bulkImport = (spaces: readonly Adoption[], unionId: string): string => {
  const resources = spaces.map(({ logical, spaceId }) => ({
    type: driveSpaceType,
    name: logical,
    id: importIdOf(spaceId, unionId),
  }));
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
};
