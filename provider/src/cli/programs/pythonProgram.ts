import { importIdOf } from "../../plugin/importId";
import { headLines, operatorLine, quoted, type ProgramWriter } from "./adoption";

/** An `__main__.py` on the SDK that `pulumi package add` generates. */
export const pythonProgram: ProgramWriter = (spaces, unionId) => {
  const declarations = spaces.map(({ logical, spaceId, spaceName, isShared }) =>
    [
      `dingtalk.DriveSpace(`,
      `    ${quoted(logical)},`,
      `    name=${quoted(spaceName)},`,
      `    union_id=union_id,`,
      ...(isShared ? [`    allow_duplicate_name=True,`] : []),
      `    opts=pulumi.ResourceOptions(import_=${quoted(importIdOf(spaceId, unionId))}),`,
      `)`,
    ].join("\n"),
  );
  return `${headLines(spaces.length, "#")}
import pulumi
import pulumi_dingtalk as dingtalk

# ${operatorLine}
union_id = pulumi.Config().get("unionId") or ${quoted(unionId)}

${declarations.join("\n")}
`;
};
