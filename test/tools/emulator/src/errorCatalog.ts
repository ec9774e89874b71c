import type { ErrorFamily } from "./apis";
import { apis, type ApiName } from "./apis";

/** Status and message of the documented codes; the status of one code differs from call to call. */
interface Documented {
  readonly status: number;
  readonly message: string;
}

const gateway: Readonly<Record<string, Documented>> = {
  InvalidAuthentication: { status: 400, message: "The access token is invalid or has expired." },
  invalidAccessToken: { status: 400, message: "The access token is invalid." },
  Missingbody: { status: 400, message: "The request body is missing or is not JSON." },
  "InvalidAction.NotFound": {
    status: 404,
    message: "Specified api is not found, please check your url and method.",
  },
};

/** Of the Drive family and its sisters; nothing says whether the deed was done. */
const transient: Readonly<Record<string, Documented>> = {
  "system.error": { status: 400, message: "未知的系统错误" },
  "system.busy": { status: 400, message: "系统繁忙" },
  concurrentError: { status: 400, message: "Concurrent operation." },
  operationConcurrentControl: { status: 400, message: "Concurrent operation." },
  tryAgainLater: { status: 400, message: "Try again later." },
  systemBusy: { status: 500, message: "System busy." },
  ServiceUnavailable: { status: 503, message: "The service is unavailable." },
  "service.timeout": { status: 500, message: "The service timed out." },
  "systemError.dingSpaceError": { status: 500, message: "System error." },
};

/** Refusals that sister pages document. */
const sisters: Readonly<Record<string, Documented>> = {
  spaceNotExist: { status: 404, message: "The space does not exist." },
  orgAuthLevelNotEnough: { status: 403, message: "The organization's certification is too low." },
  "crossOrgAccess.forbiden": { status: 403, message: "Access to another organization is forbidden." },
  spaceNotAccessible: { status: 403, message: "The space is not accessible." },
  "insufficient.capacity": { status: 400, message: "Insufficient capacity." },
  "quota.insufficient": { status: 400, message: "Insufficient quota." },
  orgQuotaInsufficient: { status: 400, message: "The organization's quota is used up." },
  spaceQuotaInsufficient: { status: 400, message: "The space's quota is used up." },
  "request.too.frequent": { status: 400, message: "Requests are too frequent." },
  requestTooMuch: { status: 400, message: "Too many requests." },
  "qps.exceed.limit": { status: 400, message: "The limit of calls a second is exceeded." },
  invalid_client: { status: 400, message: "Invalid client." },
  "invalidParameter.idOrSecret.notFound": { status: 400, message: "The id or secret is not found." },
};

const token: Readonly<Record<string, Documented>> = {
  "invalid.client": { status: 400, message: "The client id or the client secret is invalid." },
  "unsupported.grant.type": { status: 400, message: "The grant type is not supported." },
  "unauthorized.client": {
    status: 401,
    message: "The client is not authorized by the organization.",
  },
  "server.error": { status: 500, message: "Server error." },
  invalidClientIdOrSecret: { status: 400, message: "Invalid clientId or clientSecret." },
  invalidSuiteKey: { status: 400, message: "Invalid suiteKey or suiteSecret." },
  invalidSuiteTicket: { status: 400, message: "Invalid suiteTicket." },
  invalidAuthInfo: { status: 400, message: "The organization has not authorized the suite." },
};

const drive: Readonly<Record<string, Documented>> = {
  "param.error": { status: 400, message: "Invalid Param" },
  "param.error.maxresults": { status: 400, message: "Invalid Param maxResults" },
  "request.overlimit": { status: 400, message: "You have sent too many requests." },
  "unsupported.operation": { status: 400, message: "Does not support the operation" },
  "no.priviledge": { status: 400, message: "You are not authorized to perform this operation." },
  "addSpace.forbiden": { status: 400, message: "Add space is forbiden." },
  "name.invalid": { status: 400, message: "Space name is invalid." },
  "unknown.error": { status: 500, message: "Unknown Error" },
};

const storage: Readonly<Record<string, Documented>> = {
  paramError: { status: 400, message: "Parameter error." },
  permissionDenied: { status: 403, message: "You have no permission to read this." },
  systemError: { status: 500, message: "System error." },
  unknownError: { status: 500, message: "Unknown Error" },
  operationTimeout: { status: 503, message: "Request timed out." },
};

const legacy: Readonly<Record<string, Documented>> = {
  "22": { status: 200, message: "Invalid method" },
  "404": { status: 200, message: "The URI of the request does not exist" },
  "40001": { status: 200, message: "Invalid secret" },
  "40014": { status: 200, message: "Invalid access_token" },
  "40035": { status: 200, message: "Invalid parameter" },
  "50002": { status: 200, message: "The user is not within the app's scope" },
  "50004": { status: 200, message: "The department is not within the app's scope" },
  "60011": { status: 200, message: "No permission: qyapi_get_member" },
  "60020": { status: 200, message: "The IP address is not in the white list" },
  "60121": { status: 200, message: "The user does not exist" },
  "90002": { status: 200, message: "The API is called too frequently" },
  "90018": { status: 200, message: "The API is called too frequently by this app" },
  "90020": { status: 200, message: "The organization's calls of this month are used up" },
};

const families: Readonly<Record<ErrorFamily, Readonly<Record<string, Documented>>>> = {
  token,
  drive,
  storage,
  legacy,
};

/** The query answers these with 500 where the other Drive calls say 400. */
const fiveHundredOnQuery = new Set(["request.overlimit", "no.priviledge", "unsupported.operation"]);

export function documentedError(api: ApiName, code: string): Documented {
  const family = apis[api].family;
  const known = families[family][code] ?? gateway[code] ?? elsewhere(family, code);
  if (known === undefined) return { status: assumedStatus(family, code), message: assumedMessage(code) };
  return api === "query" && fiveHundredOnQuery.has(code) ? { ...known, status: 500 } : known;
}

/** A code of another product, asked for by a fault. */
function elsewhere(family: ErrorFamily, code: string): Documented | undefined {
  return family === "legacy"
    ? undefined
    : (drive[code] ?? storage[code] ?? token[code] ?? transient[code] ?? sisters[code]);
}

function assumedStatus(family: ErrorFamily, code: string): number {
  if (family === "legacy") return 200;
  return code.startsWith("Forbidden.") ? 403 : 400;
}

function assumedMessage(code: string): string {
  if (code.endsWith("ApiCountLimitForOrg")) return "The organization's monthly API quota is used up.";
  if (/Q[pP][sm]Limit/.test(code)) return "The API is called too frequently.";
  if (code.endsWith("AccessTokenPermissionDenied")) return "The app lacks the permission for this API.";
  return code;
}

/** The Drive and Storage codes of a call that nothing is said about in particular. */
export function paramErrorOf(api: ApiName): string {
  return apis[api].family === "storage" ? "paramError" : "param.error";
}
