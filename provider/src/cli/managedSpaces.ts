import * as z from "zod/mini";
import { driveSpaceType } from "../plugin/context";
import { failureOf, runPulumi } from "./pulumiCli";

/** What of a stack's state tells which spaces it manages. */
const exported = z.object({
  deployment: z.object({
    resources: z.optional(
      z.array(
        z.looseObject({
          urn: z.string(),
          type: z.string(),
          id: z.optional(z.string()),
          external: z.optional(z.boolean()),
        }),
      ),
    ),
  }),
});

const types = new Set(["pulumi-nodejs:dynamic/dingtalk:DriveSpace", driveSpaceType]);

export interface ManagedSpaces {
  readonly ids: ReadonlySet<string>;
  /** The names that the program's spaces have already. */
  readonly names: ReadonlySet<string>;
}

/** The text of a stack's state. */
export type ExportStack = (stack: string) => Promise<string>;

/** Asks the Pulumi CLI, in the folder of the program. */
export const exportStack: ExportStack = (stack) =>
  runPulumi(["stack", "export", "--stack", stack, "--non-interactive"]);

/** The spaces that a stack manages. One that it only reads is not among them. */
export async function managedSpaces(stack: string, read: ExportStack): Promise<ManagedSpaces> {
  const text = await read(stack).catch((error: unknown) => {
    throw new Error(`read stack '${stack}': ${reason(error)}. Run this in the folder of its Pulumi.yaml.`);
  });
  const { success, data } = z.safeParse(exported, parse(text));
  if (!success) throw new Error(`read stack '${stack}': \`pulumi stack export\` printed no state.`);
  const spaces = (data.deployment.resources ?? []).filter(
    ({ type, external }) => types.has(type) && external !== true,
  );
  return {
    ids: new Set(spaces.flatMap(({ id }) => id ?? [])),
    names: new Set(spaces.map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2))),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  const { isMissing, said } = failureOf(error);
  if (isMissing) return "the command pulumi is not on PATH";
  return said === "" ? "`pulumi stack export` failed" : said.replace(/\.$/, "");
}
