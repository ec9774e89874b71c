import type { Operation } from "./operation";

/**
 * What a failed call means for what to do next.
 *
 * - `throttled`: nothing was done; wait and repeat.
 * - `token`: nothing was done; one renewal for everybody, once.
 * - `month spent`: nothing was done and nothing will be this month.
 * - `blocked`: DingTalk has shut this IP address out for five minutes.
 * - `refused`: DingTalk says no; repeating cannot help.
 * - `gone`: an id of this call may be of no space (any longer); look for it in another way.
 * - `not sent`: the request never reached DingTalk; repeat.
 * - `unknown`: it may or may not have been done. Reads repeat, add reconciles, delete looks.
 */
export type Verdict =
  "throttled" | "token" | "month spent" | "blocked" | "refused" | "gone" | "not sent" | "unknown";

export interface ErrorRow {
  /** DingTalk's codes, or for what never became an answer of DingTalk's, our own. Compared without regard to case. */
  readonly codes: readonly string[];
  /** The calls this row speaks of; all of them where it is left out. */
  readonly operations?: readonly Operation[];
  readonly verdict: Verdict;
  /** What the package does, for the documentation. */
  readonly reaction: string;
  /** What its user should do, in an error's last sentence. */
  readonly advice: string;
  /** How long to wait before repeating, for each time in a row; the last one stays. Milliseconds. */
  readonly waits?: readonly number[];
}

const denied = "Forbidden.AccessDenied.";

/**
 * Every error this package knows, by code and operation, never by HTTP status: DingTalk sends one code
 * with several (`request.overlimit` is 400 on add and 500 on query). The first row that fits counts.
 * `docs/errors.md` is printed from this table. Codes: `server-api-error-codes-1`, `call-frequency-limit`
 * and each call's own page.
 */
export const errorTable: readonly ErrorRow[] = [
  {
    codes: [`${denied}QpsLimitForAppkeyAndApi`, `${denied}QpsLimitForSuitekeyAndOrgAndApi`],
    verdict: "throttled",
    reaction: "waits a second, slows down, repeats",
    advice: "Run again, or lower dingtalk:callsPerSecond so that other programs of this app have room.",
    waits: [1_000, 1_000, 2_000],
  },
  {
    codes: [`${denied}QpmLimitForAppkeyAndApi`, `${denied}QpmLimitForSuitekeyAndOrgAndApi`],
    verdict: "throttled",
    reaction: "waits up to a minute in steps, repeats",
    advice: "Run again in a minute, or lower dingtalk:callsPerSecond.",
    waits: [5_000, 10_000, 20_000, 30_000],
  },
  {
    codes: [`${denied}QpsLimitForApi`, "request.overlimit", "90002", "90018"],
    verdict: "throttled",
    reaction: "waits 1 s, 2 s, 4 s, …, slows down, repeats",
    advice: "Run again in a few minutes.",
    waits: [1_000, 2_000, 4_000, 8_000],
  },
  {
    codes: [`${denied}ApiCountLimitForOrg`],
    verdict: "month spent",
    reaction: "fails, and every further call of the run fails without being made",
    advice:
      "The organization's API calls of this month are used up. What was done is in the state; run again next month or buy more calls.",
  },
  {
    codes: ["blocked.ip", "blocked.page"],
    verdict: "blocked",
    reaction: "fails, and every further call of the next five minutes fails without being made",
    advice:
      "DingTalk blocks an IP address for 5 minutes after 10,000 calls in 20 s; a proxy may answer like this too. Wait 5 minutes, then run again.",
  },
  {
    codes: ["InvalidAuthentication", "invalidAccessToken", "40014", "42001"],
    verdict: "token",
    reaction: "fetches one new token for everybody, once, and repeats",
    advice: "Check that clientId and clientSecret, or accessToken, belong to this organization's app.",
  },
  {
    codes: ["invalid.client", "unauthorized.client", "invalidClientIdOrSecret"],
    verdict: "refused",
    reaction: "fails; a secret from the state gives way to `DINGTALK_CLIENT_SECRET` where that differs",
    advice:
      "Check dingtalk:clientId (DINGTALK_CLIENT_ID), dingtalk:clientSecret (DINGTALK_CLIENT_SECRET) and dingtalk:corpId (DINGTALK_CORP_ID).",
  },
  {
    codes: ["invalidSuiteKey", "invalidSuiteTicket", "invalidAuthInfo"],
    verdict: "refused",
    reaction: "fails",
    advice:
      "Check dingtalk:clientId (the SuiteKey), dingtalk:suiteTicket (DINGTALK_SUITE_TICKET) and dingtalk:corpId (DINGTALK_CORP_ID).",
  },
  {
    codes: [`${denied}AccessTokenPermissionDenied`, "60011", "88"],
    verdict: "refused",
    reaction: "fails and names the permission; list and query stand in for each other",
    advice: "Grant the app the permission {permission} in DingTalk's developer console.",
  },
  {
    codes: ["permissionDenied"],
    verdict: "refused",
    reaction: "fails; for the entries of a space, `usedQuota` decides alone",
    advice:
      "Give unionId a user of this organization who may see this, and the app the permission {permission}.",
  },
  {
    codes: [`${denied}IpNotInWhiteList`],
    verdict: "refused",
    reaction: "fails",
    advice: "Add this machine's public IP address to the app's list in DingTalk's developer console.",
  },
  {
    codes: ["no.priviledge", "no.privilege"],
    verdict: "refused",
    reaction: "fails; a query by id falls back to the list",
    advice: "Give unionId a user of this organization who may do this in Drive.",
  },
  {
    codes: ["addSpace.forbiden", "addSpace.forbidden"],
    operations: ["add"],
    verdict: "refused",
    reaction: "fails",
    advice: "The organization's administrator has switched off new shared spaces: ask to have them allowed.",
  },
  {
    codes: ["name.invalid"],
    operations: ["add"],
    verdict: "refused",
    reaction: "fails",
    advice: "Change name.",
  },
  {
    codes: ["unsupported.operation"],
    operations: ["delete"],
    verdict: "refused",
    reaction: "looks whether the space is there: gone is done, else it fails",
    advice:
      "DingTalk does not delete this space (the all-staff folder cannot be): set retainOnDelete, or `pulumi state delete` it.",
  },
  {
    codes: ["param.error"],
    operations: ["query"],
    verdict: "gone",
    reaction: "splits the batch until the id that causes it stands alone, then looks for it in the list",
    advice: "Check unionId.",
  },
  {
    codes: ["param.error", "paramError", "param.error.maxresults", "Missingbody"],
    verdict: "refused",
    reaction: "fails; delete first looks whether the space is there",
    advice: "Check unionId and the other inputs.",
  },
  {
    codes: ["60121", "33012"],
    operations: ["user"],
    verdict: "gone",
    reaction: "fails: there is no such user",
    advice: "Check userId.",
  },
  {
    codes: ["unknown.error", "unknownError", "systemError", "server.error", "operationTimeout", "-1"],
    verdict: "unknown",
    reaction: "reads repeat, add reconciles, delete looks",
    advice: "Run again; if it stays, give DingTalk's support the request id.",
  },
  {
    codes: ["no.answer", "connection.reset", "unreadable.answer", "incomplete.answer"],
    verdict: "unknown",
    reaction: "reads repeat, add reconciles, delete looks",
    advice: "Check the network between this machine and DingTalk, then run again.",
  },
  {
    codes: ["not.connected"],
    verdict: "not sent",
    reaction: "repeats",
    advice: "Check the network and dingtalk:endpoint (DINGTALK_ENDPOINT), then run again.",
  },
  {
    codes: ["no.time"],
    verdict: "not sent",
    reaction: "fails: an operation may take 110 s, its waits included",
    advice: "Run again.",
  },
  {
    codes: ["http.404"],
    verdict: "refused",
    reaction: "fails; for the entries of a space, `usedQuota` decides alone",
    advice: "This host does not have the API: check dingtalk:endpoint (DINGTALK_ENDPOINT).",
  },
  {
    codes: ["certificate.refused", "redirect.refused"],
    verdict: "refused",
    reaction: "fails; a redirect is never followed, since it would take the token along",
    advice: "Check dingtalk:endpoint (DINGTALK_ENDPOINT).",
  },
];

/** What counts where no row fits. By status, since there is nothing else to go by. */
export const unlisted: Readonly<Record<"refused" | "unknown", ErrorRow>> = {
  refused: {
    codes: [],
    verdict: "refused",
    reaction: "fails",
    advice: "See DingTalk's documentation for this code.",
  },
  unknown: {
    codes: [],
    verdict: "unknown",
    reaction: "reads repeat, add reconciles, delete looks",
    advice: "Run again; if it stays, give DingTalk's support the request id.",
  },
};

/** The row for a code: the first that names it for this operation, else one by status. */
export function findRow(operation: Operation, code: string, status: number | undefined): ErrorRow {
  const wanted = code.toLowerCase();
  const row = errorTable.find(
    ({ codes, operations }) =>
      codes.some((known) => known.toLowerCase() === wanted) && (operations?.includes(operation) ?? true),
  );
  if (row) return row;
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
    ? unlisted.refused
    : unlisted.unknown;
}
