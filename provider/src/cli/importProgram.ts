import { logicalNames, oldestFirst, type Named } from "./logicalNames";

export type LanguageName = "ts" | "js";

/** How a program of each language begins. */
const beginnings: Readonly<Record<LanguageName, string>> = {
  ts: `import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";
`,
  js: `"use strict";
const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");
`,
};

/** A program that takes these spaces over. Equal spaces give equal text, whatever their order. */
export function importProgram(spaces: readonly Named[], unionId: string, language: LanguageName): string {
  const names = logicalNames(spaces);
  const holders = new Map<string, number>();
  for (const { spaceName } of spaces) holders.set(spaceName, (holders.get(spaceName) ?? 0) + 1);
  const declarations = oldestFirst(spaces).map(({ spaceId, spaceName }) => {
    const logical = names.get(spaceId) ?? spaceId;
    const shared = (holders.get(spaceName) ?? 0) > 1;
    return [
      `new dingtalk.DriveSpace(`,
      `  ${quoted(logical)},`,
      `  { name: ${quoted(spaceName)}, unionId${shared ? ", allowDuplicateName: true" : ""} },`,
      `  { import: ${quoted(spaceId)} },`,
      `);`,
    ].join("\n");
  });
  const count = spaces.length === 1 ? "one space" : `${spaces.length} spaces`;
  return `${beginnings[language]}
// Written by \`pulumi-dingtalk import\`: \`pulumi up\` takes over ${count} and makes none. After that the
// option \`import\` may be taken out; names in the program must stay as they are.

// The operator, in whose name the spaces are read. To have another: pulumi config set unionId <unionId>
const unionId = new pulumi.Config().get("unionId") ?? ${quoted(unionId)};

${declarations.join("\n")}
`;
}

/** A string of JavaScript. What could end a line or hide in an editor is written as its number. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
