import type { Behaviour } from "./options";

/**
 * How sure it is that DingTalk does so: its pages say it, its own client library has it, somebody saw it in a
 * real answer, or nobody knows.
 */
export type Certainty = "documented" | "SDK" | "seen" | "guess";

/** What a client can see of an assumption, in a word, as the emulator shows it plainly and in the dialect. */
export interface Observation {
  readonly aspect: string;
  readonly plain: string;
  readonly dialect: string;
  /** What it takes to see it, if a client's ordinary calls do not show it. */
  readonly onlyIf?: string;
}

export interface Assumption {
  /** The dialect's name, or that of an assumption without one. */
  readonly id: string;
  readonly question: string;
  /** What the emulator does unless told otherwise. */
  readonly plain: string;
  readonly certainty: Certainty;
  /** What the dialect does instead; without one, what the option `option` changes. */
  readonly instead?: string;
  /** The dialect. */
  readonly behaviour?: Partial<Behaviour>;
  /** The option of `Behaviour` to have it otherwise. */
  readonly option?: keyof Behaviour;
  readonly observation?: Observation;
}

const allFields =
  "createTime modifyTime permissionMode quota spaceId spaceName spaceType usedQuota (none is null)";

/** All that is assumed about DingTalk. The README's table, the dialects and their help are made from it. */
export const assumptions: readonly Assumption[] = [
  {
    id: "sparse-fields",
    question: "the fields of a space",
    plain: "all eight",
    certainty: "documented",
    instead: "only `spaceId`, `spaceType` and `usedQuota`, as the SDK requires",
    behaviour: { spaceFields: "sparse" },
    observation: {
      aspect: "space.fields",
      plain: allFields,
      dialect: "spaceId spaceType usedQuota (none is null)",
    },
  },
  {
    id: "null-fields",
    question: "a field that has no value",
    plain: "does not happen",
    certainty: "guess",
    instead: "all but these three are `null`",
    behaviour: { spaceFields: "null" },
    observation: {
      aspect: "space.fields",
      plain: allFields,
      dialect:
        "createTime modifyTime permissionMode quota spaceId spaceName spaceType usedQuota (some are null)",
    },
  },
  {
    id: "numeric-ids",
    question: "the type of `spaceId`",
    plain: "text of digits",
    certainty: "documented",
    instead: "a number, as a sibling API sends it",
    behaviour: { idForm: "number" },
    observation: { aspect: "space.id", plain: "string", dialect: "number" },
  },
  {
    id: "text-sizes",
    question: "the type of sizes and quotas",
    plain: "numbers",
    certainty: "documented",
    instead: "text of digits",
    behaviour: { sizeForm: "text" },
    observation: { aspect: "space.sizes", plain: "number", dialect: "string" },
  },
  {
    id: "minute-times",
    question: "the form of times",
    plain: "`2016-02-28T10:47:08Z`",
    certainty: "documented",
    instead: "`2022-07-29T14:55Z`",
    behaviour: { timeForm: "minutes" },
    observation: { aspect: "space.times", plain: "seconds, UTC", dialect: "minutes, UTC" },
  },
  {
    id: "cst-times",
    question: "the zone of times",
    plain: "UTC",
    certainty: "documented",
    instead: "`Thu May 28 09:37:16 CST 2026`, China's time",
    behaviour: { timeForm: "cst" },
    observation: { aspect: "space.times", plain: "seconds, UTC", dialect: "text, CST" },
  },
  {
    id: "short-pages",
    question: "the length of a page",
    plain: "`maxResults`, as long as there is more",
    certainty: "guess",
    instead: "a third of it",
    behaviour: { shortPages: true },
    observation: { aspect: "list.pages", plain: "full", dialect: "short" },
  },
  {
    id: "max-20-entries",
    question: "the largest `maxResults` of a list",
    plain: "50",
    certainty: "seen",
    instead: "20; more is `param.error.maxresults`",
    behaviour: { mostResults: 20 },
    observation: { aspect: "list.mostResults", plain: "50", dialect: "less" },
  },
  {
    id: "expiring-page-tokens",
    question: "how long a page token is good",
    plain: "for ever",
    certainty: "guess",
    instead: "a user's first one is refused once, with `param.error`",
    behaviour: { pageTokens: "refused once" },
    observation: { aspect: "list.pageToken", plain: "taken", dialect: "param.error" },
  },
  {
    id: "empty-page-tokens",
    question: "`nextToken` of the last page",
    plain: "is absent",
    certainty: "documented",
    instead: "is empty",
    behaviour: { listEnd: "empty" },
    observation: { aspect: "list.end", plain: "absent", dialect: "empty" },
  },
  {
    id: "scattered-lists",
    question: "the order of a list",
    plain: "oldest first",
    certainty: "guess",
    instead: "none that can be seen",
    behaviour: { listOrder: "scattered" },
    observation: {
      aspect: "list.order",
      plain: "oldest first",
      dialect: "another",
      onlyIf: "the list shows three spaces of different times",
    },
  },
  {
    id: "late-lists",
    question: "when lists and queries show a new space",
    plain: "at once",
    certainty: "guess",
    instead: "after 5 s",
    behaviour: { listLagMs: 5_000, queryLagMs: 5_000 },
    observation: { aspect: "list.newSpace", plain: "at once", dialect: "late" },
  },
  {
    id: "lingering-lists",
    question: "when lists and queries leave a deleted space out",
    plain: "at once",
    certainty: "guess",
    instead: "after 5 s",
    behaviour: { lingerMs: 5_000 },
    observation: { aspect: "list.deletedSpace", plain: "at once", dialect: "late" },
  },
  {
    id: "localized-all-staff-folder",
    question: "the name of the all-staff folder, which every list shows",
    plain: "`All-Staff Folder`",
    certainty: "seen",
    instead: "`全员文件夹`",
    behaviour: { allStaffName: "全员文件夹" },
    observation: { aspect: "list.allStaffFolder", plain: "All-Staff Folder", dialect: "全员文件夹" },
  },
  {
    id: "trimmed-names",
    question: "a new space's name",
    plain: "is taken as it is",
    certainty: "guess",
    instead: "loses outer and repeated blanks and a final dot, as names of files do",
    behaviour: { nameChanges: ["blanks", "finalDot"] },
    observation: { aspect: "add.name", plain: "kept", dialect: "changed" },
  },
  {
    id: "query-refuses-unknown-ids",
    question: "a query with an id that does not exist",
    plain: "leaves it out",
    certainty: "guess",
    instead: "refuses all of it: `param.error`",
    behaviour: { unknownIds: "param.error" },
    observation: { aspect: "query.unknownId", plain: "left out", dialect: "param.error" },
  },
  {
    id: "delete-unknown-is-ok",
    question: "a second delete",
    plain: "`param.error`",
    certainty: "guess",
    instead: "is answered 200",
    behaviour: { alreadyGone: "ok" },
    observation: { aspect: "delete.again", plain: "param.error", dialect: "ok" },
  },
  {
    id: "delete-unknown-refused",
    question: "a second delete, other codes",
    plain: "`param.error`",
    certainty: "guess",
    instead: "`spaceNotExist`, 404",
    behaviour: { alreadyGone: "spaceNotExist" },
    observation: { aspect: "delete.again", plain: "param.error", dialect: "spaceNotExist" },
  },
  {
    id: "token-expires-text",
    question: "the type of a token's life",
    plain: "a number",
    certainty: "documented",
    instead: "text of digits",
    behaviour: { tokenLifeForm: "text" },
    observation: { aspect: "token.expires", plain: "number", dialect: "string" },
  },
  {
    id: "token-unknown-error",
    question: "wrong ids in the unified token call",
    plain: "`invalid.client`, 400",
    certainty: "documented",
    instead: "`unknownError`, 500",
    behaviour: { wrongClientCode: "unknownError" },
    observation: { aspect: "token.wrongIds", plain: "invalid.client", dialect: "unknownError" },
  },
  {
    id: "new-token-each-time",
    question: "a token asked for again while one lives",
    plain: "is the same one",
    certainty: "documented",
    instead: "is a new one; the others stay good",
    behaviour: { newTokens: true },
    observation: { aspect: "token.again", plain: "the same", dialect: "another" },
  },
  {
    id: "capital-error-keys",
    question: "the keys of an error",
    plain: "`code`, `message`, `requestid`",
    certainty: "documented",
    instead: "`Code`, `Message`, `RequestId`, as the SDK also shows them",
    behaviour: { errorKeys: "pascal" },
    observation: { aspect: "error.keys", plain: "code", dialect: "Code" },
  },
  {
    id: "status-varies",
    question: "the status of an error",
    plain: "as documented, list and delete as add",
    certainty: "documented",
    instead: "another one: 4xx and 5xx change places",
    behaviour: { statuses: "varied" },
    observation: { aspect: "error.status", plain: "400", dialect: "500" },
  },
  {
    id: "legacy-bare-codes",
    question: "errors of the old user call about token, limit, address and permission",
    plain: "`errcode` 88, the code is in `sub_code`",
    certainty: "seen",
    instead: "the code is in `errcode`",
    behaviour: { legacyErrors: "bare" },
    observation: { aspect: "user.error", plain: "88, text", dialect: "bare" },
  },
  {
    id: "legacy-number-sub-codes",
    question: "the type of `sub_code`",
    plain: "text",
    certainty: "seen",
    instead: "a number",
    behaviour: { legacyErrors: "numbers" },
    observation: { aspect: "user.error", plain: "88, text", dialect: "88, number" },
  },
  {
    id: "user-without-name",
    question: "the name of a user",
    plain: "is told",
    certainty: "documented",
    instead: "is left out, as from apps that may not see it",
    behaviour: { userNames: false },
    observation: {
      aspect: "user.name",
      plain: "there",
      dialect: "missing",
      onlyIf: "unionId is a userId",
    },
  },
  {
    id: "storage-without-max",
    question: "`max` of a partition",
    plain: "is told",
    certainty: "documented",
    instead: "is left out, as on sister pages if there is no limit",
    behaviour: { storageMax: false },
    observation: { aspect: "storage.max", plain: "there", dialect: "missing" },
  },
  {
    id: "two-of-one-name",
    question: "two spaces of one name",
    plain: "are allowed",
    certainty: "guess",
    option: "duplicateNames",
  },
  {
    id: "invalid-names",
    question: "names that are invalid",
    plain: "nothing but blanks",
    certainty: "guess",
    option: "invalidName",
  },
  {
    id: "who-sees",
    question: "who sees a space",
    plain: "everybody, or its `visibleTo`",
    certainty: "guess",
    option: "visible",
  },
  {
    id: "who-queries",
    question: "who may query by id",
    plain: "everybody",
    certainty: "guess",
    option: "managers",
  },
  {
    id: "unknown-union-id",
    question: "a unionId that nobody has",
    plain: "is accepted",
    certainty: "guess",
    option: "unknownUnionId",
  },
  {
    id: "storage-knows-drive",
    question: "whether Storage knows Drive's ids",
    plain: "it does; else `paramError`",
    certainty: "documented",
    option: "storageKnowsDriveIds",
  },
  {
    id: "token-error",
    question: "a token that is missing, unknown or has expired",
    plain: "400 `InvalidAuthentication`",
    certainty: "seen",
    option: "tokenErrorCode",
  },
  {
    id: "order-of-checks",
    question: "the order of checks",
    plain: "token, frequency, permission, quota, parameters",
    certainty: "guess",
  },
  {
    id: "counted-refusals",
    question: "whether refused calls are counted",
    plain: "all but throttled ones and those without a token",
    certainty: "guess",
  },
  {
    id: "clock",
    question: "how windows, tokens and the month run",
    plain: "by the emulator's clock; the month never ends",
    certainty: "guess",
    option: "clockSkewMs",
  },
];
