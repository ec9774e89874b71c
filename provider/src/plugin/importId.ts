/** What an id that `pulumi import` gives says: the space, and the operator who can see it. */
export interface ImportId {
  readonly spaceId: string;
  readonly unionId: string;
}

/** The id by which `pulumi import` finds a space. */
export const importIdOf = (spaceId: string, unionId: string): string => `${unionId}/${spaceId}`;

/** Reads `<unionId>/<spaceId>`, or the id of a space alone if the provider's configuration has an operator. */
export function parseImportId(id: string, configured: string | undefined): ImportId {
  // A unionId may contain a slash; the id of a space is a number.
  const slash = id.lastIndexOf("/");
  const spaceId = id.slice(slash + 1).trim();
  const unionId = slash < 0 ? configured : id.slice(0, slash).trim();
  if (spaceId !== "" && unionId !== undefined && unionId !== "") return { spaceId, unionId };
  throw new Error(
    `import DriveSpace '${id}': Missing unionId. Give the id as <unionId>/<spaceId>, or set dingtalk:unionId, run \`pulumi up\`, then retry.`,
  );
}
