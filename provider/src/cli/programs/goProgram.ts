import { importIdOf } from "../../plugin/importId";
import { headLines, operatorLine, quoted, type Adoption, type ProgramWriter } from "./adoption";

/** A `main.go` on the SDK that `pulumi package add` generates. */
export const goProgram: ProgramWriter = (spaces, unionId) => `${headLines(spaces.length, "//")}
package main

import (
	"example.com/pulumi-dingtalk/sdk/go/dingtalk"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		// ${operatorLine}
		unionId := config.Get(ctx, "unionId")
		if unionId == "" {
			unionId = ${quoted(unionId)}
		}
${spaces.map((space) => declaration(space, unionId)).join("\n")}
		return nil
	})
}
`;

const declaration = ({ logical, spaceId, spaceName, isShared }: Adoption, unionId: string): string =>
  [
    `if _, err := dingtalk.NewDriveSpace(ctx, ${quoted(logical)}, &dingtalk.DriveSpaceArgs{`,
    `	Name:${isShared ? "               " : "    "}pulumi.String(${quoted(spaceName)}),`,
    `	UnionId:${isShared ? "            " : " "}pulumi.String(unionId),`,
    ...(isShared ? [`	AllowDuplicateName: pulumi.Bool(true),`] : []),
    `}, pulumi.Import(pulumi.ID(${quoted(importIdOf(spaceId, unionId))}))); err != nil {`,
    `	return err`,
    `}`,
  ]
    .map((line) => `\t\t${line}`)
    .join("\n");
