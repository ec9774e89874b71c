import { inspect } from "node:util";
import { toEngineError } from "../../../provider/src/runtime/engineError";
import type { ApiName, FaultKind } from "../../tools/emulator/src";
import { another, errorOf, open, type Opened } from "../../support/provider";

const app = {
  clientId: "the-client",
  clientSecret: `Secr3t/of+the "app"=`,
  corpId: "corp",
  type: "third-party",
  suiteTicket: "Ticket-of-the-suite",
} as const;

/** Every way in which text comes out of an error. */
function textsOf(error: Error): string[] {
  const wrapped = toEngineError("create DriveSpace 'A'", error);
  return [error, wrapped].flatMap((one) => [
    one.message,
    one.stack ?? "",
    Error.prototype.toString.call(one),
    inspect(one, { depth: Infinity, showHidden: true, getters: true }),
    inspect({ nested: [one] }, { depth: Infinity }),
    JSON.stringify(one, [...Object.getOwnPropertyNames(one), ...Object.keys(one)]),
    JSON.stringify(Object.getOwnPropertyDescriptors(one)),
    inspect((one as { cause?: unknown }).cause),
  ]);
}

/** A secret as it is, and as it comes back in URLs, JSON and headers. */
const spellings = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ secret }).toString().slice("secret=".length),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("hex"),
];

/** What a server could send that has seen the whole call. */
type Echo = (seen: string) => FaultKind;

const echoes: Record<string, Echo> = {
  "in a message": (seen) => ({ kind: "error", code: "name.invalid", message: `cannot take ${seen}` }),
  "in a message with unknown outcome": (seen) => ({
    kind: "error",
    code: "unknown.error",
    status: 500,
    message: seen,
  }),
  "in a message of throttling": (seen) => ({
    kind: "error",
    code: "Forbidden.AccessDenied.ApiCountLimitForOrg",
    message: seen,
  }),
  "in a message of a refused token": (seen) => ({
    kind: "error",
    code: "InvalidAuthentication",
    message: seen,
  }),
  "in the code": (seen) => ({ kind: "error", code: seen, message: "No" }),
  "in the required permission": (seen) => ({
    kind: "error",
    code: "Forbidden.AccessDenied.AccessTokenPermissionDenied",
    requiredScopes: [seen],
  }),
  "in the request id": (seen) => ({
    kind: "answer",
    status: 400,
    body: { code: "param.error", message: "No", requestid: seen },
  }),
  "in the request id's header": (seen) => ({
    kind: "answer",
    status: 400,
    body: { code: "param.error", message: "No" },
    headers: { "x-acs-request-id": encodeURIComponent(seen) },
  }),
  "in a page": (seen) => ({
    kind: "answer",
    status: 403,
    body: `<html>${seen}`,
    headers: { "content-type": "text/html" },
  }),
  "in text that is no JSON": (seen) => ({ kind: "unreadable", text: `{ ${seen}` }),
  "in an answer that is not complete": (seen) => ({
    kind: "answer",
    status: 200,
    body: { spaces: seen, org: seen },
  }),
  "in a redirect": (seen) => ({
    kind: "redirect",
    location: `https://elsewhere.example/?${encodeURIComponent(seen)}`,
  }),
  "in the block notice": (seen) => ({ kind: "answer", status: 200, body: { status: 1111, uuid: seen } }),
  "in an old API's error": (seen) => ({
    kind: "answer",
    status: 200,
    body: { errcode: 40014, errmsg: seen, request_id: seen },
  }),
  "nowhere: a reset": () => ({ kind: "reset" }),
  "nowhere: half an answer": () => ({ kind: "cut" }),
};

const operations: [ApiName, (opened: Opened) => Promise<unknown>][] = [
  ["token", ({ drive }) => drive.list("u")],
  ["list", ({ drive }) => drive.list("u")],
  ["query", ({ drive, emulator }) => (emulator.app.scopes.delete("Drive.Space.Read"), drive.read("1", "u"))],
  ["add", ({ drive }) => drive.create({ name: "New", unionId: "u", allowDuplicateName: false })],
  ["delete", ({ drive }) => drive.delete({ spaceId: "10001", unionId: "u", forceDestroy: true })],
  ["storage", ({ drive }) => drive.organizationStorage("corp", "u")],
  ["user", ({ drive }) => drive.user("user1")],
];

/** What ends well all the same: the deed was done, and a look or an answer without a code says so. */
const healed = new Set([
  "add in text that is no JSON",
  "add nowhere: half an answer",
  "delete in text that is no JSON",
  "delete nowhere: half an answer",
]);

const cells = operations.flatMap(([api, act]) =>
  Object.keys(echoes).map((where) => [where, api, act] as const),
);

test.each(cells)(
  "a secret that comes back %s of the call %s is in no text of the error",
  async (where, api, act) => {
    const opened = await open({ emulator: { apps: [app], spaces: ["A", "B"], limits: false } });
    const { emulator, lines } = opened;
    // A first call, so that there is a token whose secret can be known.
    let token = "";
    emulator.fault({
      on: "storage",
      kind: "noAnswer",
      match: (call) => ((token = call.token ?? token), false),
    });
    if (api !== "token") await opened.drive.organizationStorage("corp", "u");
    const secrets = [app.clientSecret, app.suiteTicket, ...(token === "" ? [] : [token])];
    expect(secrets).toHaveLength(api === "token" ? 2 : 3);
    const fault = echoes[where]?.(secrets.flatMap(spellings).join(" "));
    if (fault === undefined) throw new Error(where);
    emulator.fault({ on: api, times: Infinity, ...fault });

    const work = act(opened);
    let error: Error | undefined;
    if (healed.has(`${api} ${where}`)) await work;
    else error = await errorOf(work);
    const texts = [...(error ? textsOf(error) : []), ...lines.values(), JSON.stringify(opened.trace)];
    const leaked = secrets.flatMap(spellings).filter((secret) => texts.some((text) => text.includes(secret)));
    expect(leaked).toEqual([]);
    expect(error?.message ?? "").not.toContain("\n");
  },
);

test("an error that no server sent knows nothing of the request", async () => {
  const { emulator, clock } = await open({ emulator: { apps: [app] } });
  const env = { ...emulator.env };
  await emulator.close();
  const { drive } = another(emulator, clock, { env });
  const error = await errorOf(drive.list("u"));
  expect(error.message).toMatch(
    /^No connection to 127\.0\.0\.1 \(ECONNREFUSED\) \(not\.connected\)\. Check the network/,
  );
  for (const text of textsOf(error))
    for (const secret of [app.clientSecret, app.suiteTicket].flatMap(spellings))
      expect(text).not.toContain(secret);
});
