import type { Operation } from "../wire/operation";

/**
 * What a failed call means for what to do next.
 *
 * - `throttled`: nothing was done; wait and repeat.
 * - `token`: nothing was done; one renewal for everybody, then repeat.
 * - `quotaExhausted`: nothing was done and nothing will be this month.
 * - `blocked`: DingTalk has shut this IP address out for five minutes.
 * - `refused`: somebody says no, and `speaker` tells who; repeating cannot help.
 * - `notFound`: an id of this call may be of no space (any longer); look for it in another way.
 * - `notSent`: the request never reached DingTalk; repeat.
 * - `unsendable`: the request never reached DingTalk and never will; repeating cannot help.
 * - `unknown`: it may or may not have been done. Reads repeat, add reconciles, delete looks.
 */
export type ErrorKind =
  | "throttled"
  | "token"
  | "quotaExhausted"
  | "blocked"
  | "refused"
  | "notFound"
  | "notSent"
  | "unsendable"
  | "unknown";

/**
 * Who gave the answer: DingTalk; something on the way to it (a proxy, a gateway, a broken connection), which
 * says nothing about what DingTalk has or did; or this package, which did not ask.
 */
export type Speaker = "dingtalk" | "network" | "package";

export interface ErrorRow {
  /**
   * DingTalk's codes, or this package's own for what was no answer of DingTalk's. Compared without regard to
   * case; a `*` at the end stands for any ending.
   */
  readonly codes: readonly string[];
  /** The calls this row is about; every call if it is left out. */
  readonly operations?: readonly Operation[];
  readonly speaker: Speaker;
  readonly kind: ErrorKind;
  /** What the package does, for the documentation. */
  readonly reaction: string;
  /** What its user should do, in an error's last sentence. */
  readonly advice: string;
  /** How long to wait before repeating, for each time in a row; the last one stays. Milliseconds. */
  readonly waits?: readonly number[];
}

const denied = "Forbidden.AccessDenied.";
const reconciles = "reads repeat, add reconciles, delete looks";
const wrongHost = "This host does not have the API: check dingtalk:endpoint (DINGTALK_ENDPOINT)";

/**
 * Every error this package knows, by code, call and speaker, never by HTTP status: DingTalk sends one code
 * with several (`request.overlimit` is 400 on add and 500 on query). The first row that fits counts.
 * `docs/errors.md` is printed from this table. Codes: `server-api-error-codes-1`, `call-frequency-limit`
 * and each call's own page.
 */
export const errorTable: readonly ErrorRow[] = [
  {
    codes: [`${denied}QpsLimitForAppkeyAndApi`, `${denied}QpsLimitForSuitekeyAndOrgAndApi`],
    speaker: "dingtalk",
    kind: "throttled",
    reaction: "waits a second, slows down, repeats",
    advice: "Run again, or lower dingtalk:callsPerSecond so that other programs of this app have room.",
    waits: [1_000, 1_000, 2_000],
  },
  {
    codes: [`${denied}QpmLimitForAppkeyAndApi`, `${denied}QpmLimitForSuitekeyAndOrgAndApi`],
    speaker: "dingtalk",
    kind: "throttled",
    reaction: "waits up to a minute in steps, repeats",
    advice: "Run again in a minute, or lower dingtalk:callsPerSecond.",
    waits: [5_000, 10_000, 20_000, 30_000],
  },
  {
    codes: [
      `${denied}QpsLimitForApi`,
      "request.overlimit",
      "request.too.frequent",
      "requestTooMuch",
      "qps.exceed.limit",
      "90002",
      "90018",
    ],
    speaker: "dingtalk",
    kind: "throttled",
    reaction: "waits 1 s, 2 s, 4 s, …, slows down, repeats",
    advice: "Run again in a few minutes.",
    waits: [1_000, 2_000, 4_000, 8_000],
  },
  {
    codes: [`${denied}ApiCountLimitForOrg`, "90020"],
    speaker: "dingtalk",
    kind: "quotaExhausted",
    reaction: "fails, and every further counted call of the run fails without being sent",
    advice:
      "The organization's API calls of this month are used up. Completed changes are saved. Run again next month, or buy more calls.",
  },
  {
    codes: ["blocked.ip", "blocked.page"],
    speaker: "dingtalk",
    kind: "blocked",
    reaction: "fails, and every further call of the next five minutes fails without being sent",
    advice:
      "DingTalk blocks an IP address for 5 minutes after 10,000 calls in 20 s; a proxy may answer like this too. Wait 5 minutes, then run again.",
  },
  {
    codes: ["blocked.wait"],
    speaker: "package",
    kind: "blocked",
    reaction: "fails: the five minutes of a block are not over",
    advice:
      "DingTalk blocks an IP address for 5 minutes after 10,000 calls in 20 s; a proxy may answer like this too. Wait 5 minutes, then run again.",
  },
  {
    codes: ["InvalidAuthentication", "invalidAccessToken", "40014", "42001"],
    speaker: "dingtalk",
    kind: "token",
    reaction: "fetches a new token for everybody and repeats, for as long as DingTalk gives new ones",
    advice: "Check that clientId and clientSecret, or accessToken, belong to this organization's app.",
  },
  {
    codes: [
      "invalid.client",
      "invalid_client",
      "unauthorized.client",
      "invalidClientIdOrSecret",
      "invalidParameter.idOrSecret.notFound",
      "40001",
    ],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails; a secret from the state gives way to `DINGTALK_CLIENT_SECRET` if that differs",
    advice:
      "Check dingtalk:clientId (DINGTALK_CLIENT_ID), dingtalk:clientSecret (DINGTALK_CLIENT_SECRET), dingtalk:corpId (DINGTALK_CORP_ID), and that dingtalk:endpoint (DINGTALK_ENDPOINT) is of the app's region.",
  },
  {
    codes: ["invalidSuiteKey", "invalidSuiteTicket", "invalidAuthInfo"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails; a ticket from the state gives way to `DINGTALK_SUITE_TICKET` if that differs",
    advice:
      "Check dingtalk:clientId (the SuiteKey), dingtalk:suiteTicket (DINGTALK_SUITE_TICKET) and dingtalk:corpId (DINGTALK_CORP_ID).",
  },
  {
    codes: ["unknownError"],
    operations: ["token"],
    speaker: "dingtalk",
    kind: "unknown",
    reaction: "repeats; then it is remembered for the run, since wrong ids are answered like this",
    advice:
      "Check dingtalk:clientId (DINGTALK_CLIENT_ID) and dingtalk:corpId (DINGTALK_CORP_ID): DingTalk answers wrong ones like this. If they are right, run again.",
  },
  {
    codes: [`${denied}AccessTokenPermissionDenied`, "60011", "88"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails and names the permission; list and query stand in for each other",
    advice:
      "Grant the app the permission {permission} in DingTalk's developer console. It counts once it is published in a version of the app; then run again.",
  },
  {
    codes: ["permissionDenied"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice:
      "Set unionId to a user of this organization who may see this, and grant the app the permission {permission}.",
  },
  {
    codes: [`${denied}IpNotInWhiteList`, "60020"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice:
      "Add the public IP address of this machine, or of its proxy, to the app's list in DingTalk's developer console.",
  },
  {
    codes: ["no.priviledge", "no.privilege"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails; a query by id falls back to the list",
    advice:
      "Set unionId to a user of this organization who may do this in Drive. If everybody is refused, the organization may have to be certified first.",
  },
  {
    codes: ["orgAuthLevelNotEnough"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "Have the organization certified in DingTalk, at the level that this needs.",
  },
  {
    codes: ["crossOrgAccess.forbiden", "crossOrgAccess.forbidden"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "The space is another organization's: check the app's credentials and unionId.",
  },
  {
    codes: ["spaceNotAccessible"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "Set unionId to a user who can open this space in Drive.",
  },
  {
    codes: ["insufficient.capacity", "quota.insufficient", "orgQuotaInsufficient", "spaceQuotaInsufficient"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "The organization's storage is full: free some, or buy more (getOrgStorage shows it).",
  },
  {
    codes: ["addSpace.forbiden", "addSpace.forbidden"],
    operations: ["add"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "The organization's administrator has switched off new shared spaces: ask to have them allowed.",
  },
  {
    codes: ["name.invalid"],
    operations: ["add"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "Change name.",
  },
  {
    codes: ["unsupported.operation"],
    operations: ["delete"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "looks whether the space is there: gone is done, else it fails",
    advice:
      "DingTalk does not delete this space (the all-staff folder cannot be): set retainOnDelete, or `pulumi state delete` it.",
  },
  {
    codes: ["spaceNotExist"],
    speaker: "dingtalk",
    kind: "notFound",
    reaction: "looks for the space in another way",
    advice: "Check the space's id.",
  },
  {
    codes: ["param.error"],
    operations: ["query"],
    speaker: "dingtalk",
    kind: "notFound",
    reaction: "splits the batch until the id that causes it stands alone, then looks for it in the list",
    advice: "Check unionId.",
  },
  {
    codes: ["paramError-operatorId", "paramError-unionId", "paramError-*"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice:
      "unionId must be a unionId, not a userId: `npx pulumi-dingtalk user <userId>` prints the unionId of a user.",
  },
  {
    codes: ["param.error", "paramError", "param.error.maxresults", "Missingbody"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails; delete first looks whether the space is there",
    advice: "Check unionId and the other inputs.",
  },
  {
    codes: ["60121", "33012"],
    operations: ["user"],
    speaker: "dingtalk",
    kind: "notFound",
    reaction: "fails: there is no such user",
    advice: "Check userId.",
  },
  {
    codes: ["50002", "50004"],
    operations: ["user"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice:
      "The user is outside of what the app may see: add the user to the app's scope in DingTalk's developer console, and publish a new version of the app.",
  },
  {
    codes: ["unionid.hidden"],
    operations: ["user"],
    speaker: "package",
    kind: "refused",
    reaction: "fails after one call",
    advice:
      "Grant the app the permission {permission} and the field unionid in DingTalk's developer console, add the user to the app's scope, and publish a new version of the app.",
  },
  {
    codes: ["404", "22", "InvalidAction.NotFound"],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails: the wrong host, or a path in the endpoint",
    advice: `${wrongHost} and dingtalk:legacyEndpoint (DINGTALK_LEGACY_ENDPOINT).`,
  },
  {
    codes: [
      "unknown.error",
      "unknownError",
      "systemError",
      "systemError.*",
      "system.error",
      "system.busy",
      "systemBusy",
      "concurrentError",
      "operationConcurrentControl",
      "tryAgainLater",
      "ServiceUnavailable",
      "service.timeout",
      "server.error",
      "operationTimeout",
      "-1",
    ],
    speaker: "dingtalk",
    kind: "unknown",
    reaction: reconciles,
    advice: "Run again; if it stays, give DingTalk's support the request id.",
  },
  {
    codes: ["no.answer", "connection.reset", "unreadable.answer", "incomplete.answer"],
    speaker: "network",
    kind: "unknown",
    reaction: reconciles,
    advice: "Check the network between this machine and DingTalk, then run again.",
  },
  {
    codes: ["foreign.page"],
    speaker: "network",
    kind: "unknown",
    reaction: `${reconciles}: the page says nothing about what DingTalk did`,
    advice:
      "Something between this machine and DingTalk (a proxy, a sign-in page) answers in its place: check the network and dingtalk:endpoint (DINGTALK_ENDPOINT).",
  },
  {
    codes: ["not.connected"],
    speaker: "network",
    kind: "notSent",
    reaction: "repeats",
    advice: "Check the network and dingtalk:endpoint (DINGTALK_ENDPOINT), then run again.",
  },
  {
    codes: ["no.time"],
    speaker: "package",
    kind: "notSent",
    reaction: "fails: an operation may take 110 s, its waits included",
    advice: "Run again.",
  },
  {
    codes: ["operator.blind"],
    speaker: "package",
    kind: "refused",
    reaction: "fails: who sees nothing cannot say that something is gone",
    advice:
      "Check that unionId is a unionId of this organization and app and that its user is not suspended. If every space was deleted indeed: `pulumi state delete <urn>`.",
  },
  {
    codes: ["http.404"],
    speaker: "network",
    kind: "refused",
    reaction: "fails",
    advice: `${wrongHost}.`,
  },
  {
    codes: ["certificate.refused"],
    speaker: "network",
    kind: "unsendable",
    reaction: "fails",
    advice:
      "If your network has a certificate authority of its own, set NODE_EXTRA_CA_CERTS=<its PEM file>, or NODE_USE_SYSTEM_CA=1 for the system's. Else check dingtalk:endpoint (DINGTALK_ENDPOINT).",
  },
  {
    codes: ["header.refused"],
    speaker: "package",
    kind: "unsendable",
    reaction: "fails",
    advice:
      "Check dingtalk:accessToken (DINGTALK_ACCESS_TOKEN) for a line break or other characters that are not part of the token.",
  },
  {
    codes: ["proxy.refused"],
    speaker: "network",
    kind: "unsendable",
    reaction: "fails",
    advice:
      "Check HTTPS_PROXY, with its user and password, and NO_PROXY; or ask whoever runs the proxy to let DingTalk's host through.",
  },
  {
    codes: ["redirect.refused"],
    speaker: "network",
    kind: "refused",
    reaction: "fails; a redirect is never followed, since it would take the token along",
    advice: "Check dingtalk:endpoint (DINGTALK_ENDPOINT).",
  },
];

/** What counts if no row fits. */
export const unlisted: Readonly<Record<"refused" | "unknown", ErrorRow>> = {
  refused: {
    codes: [],
    speaker: "dingtalk",
    kind: "refused",
    reaction: "fails",
    advice: "See DingTalk's documentation for this code.",
  },
  unknown: {
    codes: [],
    speaker: "dingtalk",
    kind: "unknown",
    reaction: reconciles,
    advice: "Run again; if it stays, give DingTalk's support the request id.",
  },
};
