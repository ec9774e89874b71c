import { failureOf, type RunPulumi } from "../pulumiCli";

/** The configuration of a stack, its secrets too: the values are used and never printed. */
export async function stackConfiguration(
  stack: string,
  run: RunPulumi,
): Promise<Readonly<Record<string, string>>> {
  const args = ["config", "--stack", stack, "--show-secrets", "--json", "--non-interactive"];
  const text = await run(args).catch((error: unknown) => {
    throw new Error(`${reasonOf(error)} Run \`pulumi config --stack <name>\` in this folder to see why.`);
  });
  const values: Record<string, string> = {};
  for (const [key, entry] of Object.entries(parse(text))) {
    const { value } = (entry ?? {}) as { value?: unknown };
    if (typeof value === "string") values[key] = value;
  }
  return values;
}

function parse(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json;
  } catch {
    // What is not JSON may hold a secret, so no error shows it.
  }
  throw new Error("The Pulumi CLI does not print the configuration as JSON. Update it.");
}

function reasonOf(error: unknown): string {
  const { isMissing, said } = failureOf(error);
  if (isMissing) return "The Pulumi CLI is not found.";
  const short = said.slice(0, 200);
  return short === "" ? "The Pulumi CLI failed." : `The Pulumi CLI says: ${short.replace(/\.?$/, ".")}`;
}
