/** What an answer of DingTalk's shows of something that this package assumes. */
export interface Assumed {
  readonly aspect: string;
  readonly question: string;
  /** What is assumed, in a word. */
  readonly assumed: string;
  readonly certainty: "documented" | "guess" | "seen";
  /** What else DingTalk may do, each with the name of the emulator's dialect in which the package is tested. */
  readonly known: Readonly<Record<string, string>>;
  /** What it takes to see it, if the doctor's ordinary calls do not show it. */
  readonly onlyIf?: string;
}

/** Printed from the emulator's table of what is assumed by `npm run docs:emulator`: change it there. */
export const assumed: readonly Assumed[] = [
  {
    aspect: "space.fields",
    question: "the fields of a space",
    assumed:
      "createTime modifyTime permissionMode quota spaceId spaceName spaceType usedQuota (none is null)",
    certainty: "documented",
    known: {
      "spaceId spaceType usedQuota (none is null)": "sparse-fields",
      "createTime modifyTime permissionMode quota spaceId spaceName spaceType usedQuota (some are null)":
        "null-fields",
    },
  },
  {
    aspect: "space.id",
    question: "the type of `spaceId`",
    assumed: "string",
    certainty: "documented",
    known: { number: "numeric-ids" },
  },
  {
    aspect: "space.sizes",
    question: "the type of sizes and quotas",
    assumed: "number",
    certainty: "documented",
    known: { string: "text-sizes" },
  },
  {
    aspect: "space.times",
    question: "the form of times",
    assumed: "seconds, UTC",
    certainty: "documented",
    known: { "minutes, UTC": "minute-times", "text, CST": "cst-times" },
  },
  {
    aspect: "list.pages",
    question: "the length of a page",
    assumed: "full",
    certainty: "guess",
    known: { short: "short-pages" },
  },
  {
    aspect: "list.mostResults",
    question: "the largest `maxResults` of a list",
    assumed: "50",
    certainty: "seen",
    known: { less: "max-20-entries" },
  },
  {
    aspect: "list.pageToken",
    question: "how long a page token is good",
    assumed: "taken",
    certainty: "guess",
    known: { "param.error": "expiring-page-tokens" },
  },
  {
    aspect: "list.end",
    question: "`nextToken` of the last page",
    assumed: "absent",
    certainty: "documented",
    known: { empty: "empty-page-tokens" },
  },
  {
    aspect: "list.order",
    question: "the order of a list",
    assumed: "oldest first",
    certainty: "guess",
    known: { another: "scattered-lists" },
    onlyIf: "the list shows three spaces of different times",
  },
  {
    aspect: "list.newSpace",
    question: "when lists and queries show a new space",
    assumed: "at once",
    certainty: "guess",
    known: { late: "late-lists" },
  },
  {
    aspect: "list.deletedSpace",
    question: "when lists and queries leave a deleted space out",
    assumed: "at once",
    certainty: "guess",
    known: { late: "lingering-lists" },
  },
  {
    aspect: "list.allStaffFolder",
    question: "the name of the all-staff folder, which every list shows",
    assumed: "All-Staff Folder",
    certainty: "seen",
    known: { 全员文件夹: "localized-all-staff-folder" },
  },
  {
    aspect: "add.name",
    question: "a new space's name",
    assumed: "kept",
    certainty: "guess",
    known: { changed: "trimmed-names" },
  },
  {
    aspect: "query.unknownId",
    question: "a query with an id that does not exist",
    assumed: "left out",
    certainty: "guess",
    known: { "param.error": "query-refuses-unknown-ids" },
  },
  {
    aspect: "delete.again",
    question: "a second delete",
    assumed: "param.error",
    certainty: "guess",
    known: { ok: "delete-unknown-is-ok", spaceNotExist: "delete-unknown-refused" },
  },
  {
    aspect: "token.expires",
    question: "the type of a token's life",
    assumed: "number",
    certainty: "documented",
    known: { string: "token-expires-text" },
  },
  {
    aspect: "token.wrongIds",
    question: "wrong ids in the unified token call",
    assumed: "invalid.client",
    certainty: "documented",
    known: { unknownError: "token-unknown-error" },
  },
  {
    aspect: "token.again",
    question: "a token asked for again while one lives",
    assumed: "the same",
    certainty: "documented",
    known: { another: "new-token-each-time" },
  },
  {
    aspect: "error.keys",
    question: "the keys of an error",
    assumed: "code",
    certainty: "documented",
    known: { Code: "capital-error-keys" },
  },
  {
    aspect: "error.status",
    question: "the status of an error",
    assumed: "400",
    certainty: "documented",
    known: { "500": "status-varies" },
  },
  {
    aspect: "user.error",
    question: "errors of the old user call about token, limit, address and permission",
    assumed: "88, text",
    certainty: "seen",
    known: { bare: "legacy-bare-codes", "88, number": "legacy-number-sub-codes" },
  },
  {
    aspect: "user.name",
    question: "the name of a user",
    assumed: "there",
    certainty: "documented",
    known: { missing: "user-without-name" },
    onlyIf: "unionId is a userId",
  },
  {
    aspect: "storage.max",
    question: "`max` of a partition",
    assumed: "there",
    certainty: "documented",
    known: { missing: "storage-without-max" },
  },
];
