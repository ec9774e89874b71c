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
  "40014": { status: 200, message: "Invalid access_token" },
  "40035": { status: 200, message: "Invalid parameter" },
  "60011": { status: 200, message: "No permission: qyapi_get_member" },
  "60121": { status: 200, message: "The user does not exist" },
  "90002": { status: 200, message: "The API is called too frequently" },
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
  return family === "legacy" ? undefined : (drive[code] ?? storage[code] ?? token[code]);
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
