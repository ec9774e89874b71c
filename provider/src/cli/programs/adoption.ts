/** One space as a program declares it. */
export interface Adoption {
  /** The resource's name in the program. */
  readonly logical: string;
  readonly spaceId: string;
  readonly spaceName: string;
  /** Whether another space has the same name. */
  readonly isShared: boolean;
}

/** A program that takes these spaces over, for the operator of this unionId. */
export type ProgramWriter = (spaces: readonly Adoption[], unionId: string) => string;

/** What stands on top of each program, with the language's own mark of a comment. */
export const headLines = (count: number, mark: string): string =>
  [
    `Written by \`pulumi-dingtalk import\`: \`pulumi up\` takes over ${spacesInWords(count)} and makes none. After that the`,
    "option `import` may be taken out; names in the program must stay as they are.",
  ]
    .map((line) => `${mark} ${line}`)
    .join("\n");

/** What every program says of the operator. */
export const operatorLine =
  "The operator: the user this program acts as. To have another: pulumi config set unionId <unionId>";

export const spacesInWords = (count: number): string => (count === 1 ? "one space" : `${count} spaces`);

/**
 * A string in double quotes, as JavaScript, YAML, Python and Go read it. What could end a line or hide in an editor is
 * written as its number.
 */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
