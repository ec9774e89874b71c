import { headLines, operatorLine, quoted, type ProgramWriter } from "./adoption";

/** A program for the dynamic resource; `beginning` imports the packages. */
const nodeProgram =
  (beginning: string): ProgramWriter =>
  (spaces, unionId) => {
    const declarations = spaces.map(({ logical, spaceId, spaceName, isShared }) =>
      [
        `new dingtalk.DriveSpace(`,
        `  ${quoted(logical)},`,
        `  { name: ${quoted(spaceName)}, unionId${isShared ? ", allowDuplicateName: true" : ""} },`,
        `  { import: ${quoted(spaceId)} },`,
        `);`,
      ].join("\n"),
    );
    return `${beginning}
${headLines(spaces.length, "//")}

// ${operatorLine}
const unionId = new pulumi.Config().get("unionId") ?? ${quoted(unionId)};

${declarations.join("\n")}
`;
  };

export const typeScriptProgram = nodeProgram(`import * as pulumi from "@pulumi/pulumi";
import * as dingtalk from "pulumi-dingtalk";
`);

export const javaScriptProgram = nodeProgram(`"use strict";
const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");
`);
