import { importIdOf } from "../../plugin/importId";
import { headLines, operatorLine, quoted, type ProgramWriter } from "./adoption";

/** A property's text: `${` begins an interpolation there, and `$$` stands for a `$`. */
const text = (value: string): string => quoted(value.replaceAll("$", () => "$$"));

/** A whole `Pulumi.yaml`. */
export const yamlProgram: ProgramWriter = (spaces, unionId) => {
  const resources = spaces.map(({ logical, spaceId, spaceName, isShared }) =>
    [
      `  ${quoted(logical)}:`,
      `    type: dingtalk:DriveSpace`,
      `    properties:`,
      `      name: ${text(spaceName)}`,
      `      unionId: \${unionId}`,
      ...(isShared ? [`      allowDuplicateName: true`] : []),
      `    options:`,
      `      import: ${quoted(importIdOf(spaceId, unionId))}`,
    ].join("\n"),
  );
  return `${headLines(spaces.length, "#")}
name: spaces
runtime: yaml
plugins:
  providers:
    - name: dingtalk
      path: node_modules/pulumi-dingtalk
config:
  # ${operatorLine}
  unionId:
    type: string
    default: ${quoted(unionId)}
resources:
${resources.join("\n")}
`;
};
