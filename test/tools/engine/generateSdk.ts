import path from "node:path";
import { findLanguages } from "./languages";
import { ROOT } from "./program";
import { executable } from "./recipe";

/** Which of the built generators knows a language. */
const generators = {
  python: "gen-sdk",
  go: "gen-sdk",
  nodejs: "gen-sdk",
  csharp: "gen-sdk-others",
  java: "gen-sdk-others",
} as const;

/** Writes the SDK that Pulumi generates from this package's schema. */
export async function generateSdk(
  language: keyof typeof generators,
  folder: string,
  schema = path.join(ROOT, "provider", "schema.json"),
): Promise<void> {
  const { execa } = await import("execa");
  const generator = path.join(await findLanguages(), executable(generators[language]));
  await execa(generator, [schema, language, folder]);
}
