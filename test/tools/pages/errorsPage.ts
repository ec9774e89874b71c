import {
  errorTable,
  unlisted,
  type ErrorRow,
  type ErrorKind,
  type Speaker,
} from "../../../provider/src/dingtalk/errors/errorTable";
import { operations } from "../../../provider/src/dingtalk/wire/operation";
import { cell, page, table } from "./page";

const meaning: Readonly<Record<ErrorKind, string>> = {
  throttled: "nothing was done; it waits and repeats, as long as the operation has time",
  token: "nothing was done; one renewal of the token for everybody, then a repeat",
  quotaExhausted: "nothing was done, and nothing will be this month",
  blocked: "DingTalk has shut this IP address out for five minutes",
  refused: "DingTalk, or something before it, says no; repeating cannot help",
  notFound: "an id of the call may be of no space (any longer): it is looked for in another way",
  notSent: "the request never reached DingTalk; it is repeated",
  unsendable: "the request never reached DingTalk, and repeating cannot help",
  unknown: "it may or may not have been done: reads repeat, add reconciles, delete looks",
};

const speakers: Readonly<Record<Speaker, string>> = {
  dingtalk: "DingTalk answered, in its own words",
  network: "something on the way answered, or nothing did: it says nothing about what DingTalk has or did",
  package: "this package did not ask",
};

const codesOf = ({ codes }: ErrorRow): string => codes.map((code) => `\`${code}\``).join("<br>");
const callsOf = ({ operations: only }: ErrorRow): string =>
  only?.map((operation) => operations[operation].label).join(", ") ?? "all";
const rowOf = (row: ErrorRow, codes = codesOf(row)): string[] =>
  [codes, callsOf(row), row.speaker, row.kind, row.reaction, row.advice].map(cell);

/** What people meet beside DingTalk's and this package's errors. The wording is the engine's or Node's. */
const fromOutside: readonly (readonly [message: string, meaning: string, help: string])[] = [
  [
    "`Cannot find module 'pulumi-dingtalk/runtime'`",
    "The engine loads the provider from the folder of the program, and the package is not installed there. Refresh and destroy need it too.",
    "Run `npm ci` in the folder with `Pulumi.yaml` and run again. If a shared package declares the spaces, add `pulumi-dingtalk` to the program's own `package.json`: see [installing](installing.md#package-managers).",
  ],
  [
    "`Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'`",
    "An inline program of the Automation API was started in a folder without packages, and its `workDir` has no `Pulumi.yaml`.",
    "Set `workDir` to a folder with a `Pulumi.yaml` and `node_modules`: see [the example](../examples/automation-api/README.md).",
  ],
  [
    "`Cannot find package 'got' imported from …`",
    "Yarn Plug'n'Play runs without its loader for ES modules.",
    "Run Pulumi through Yarn: `yarn exec pulumi up`.",
  ],
  [
    "`Cannot read properties of undefined (reading 'toJavaScript')`",
    "`pulumi import` was used on the dynamic type, or a transformation set the option `import`. The engine cannot import a dynamic resource.",
    "Use the option `import` in the program, or the native plugin: see [adopting](adopting.md).",
  ],
  [
    "`no resource plugin 'pulumi-resource-dingtalk' found`",
    "A program in YAML, Python, Go, C# or Java, and `Pulumi.yaml` does not name the folder of the plugin.",
    "Run `npm install pulumi-dingtalk` and name its folder under `plugins`: see [other languages](languages.md#get-the-plugin).",
  ],
  [
    "`the stack is currently locked by 1 lock(s)`",
    "Another run works on this stack, or one was killed.",
    "Wait for it. If it was killed, run `pulumi cancel`, wait a minute, and run again: see [killed runs](reliability.md#killed-runs).",
  ],
  [
    "`Attempting to deploy or update resources with 1 pending operations from previous deployment`",
    "A run was killed while it created a space, which may or may not be there.",
    "Run `pulumi up`. If it says that the name is taken, import that space by its id. Do not use `--import-pending-creates`: see [killed runs](reliability.md#killed-runs).",
  ],
  [
    "`Default provider for 'pulumi-nodejs' disabled`",
    "The stack has `pulumi:disable-default-providers`, and a `DriveSpace` has no provider.",
    "Pass a `dingtalk.Provider` as the option `provider`: see [several organizations](organizations.md).",
  ],
  [
    "`incorrect passphrase`, `passphrase must be set`",
    "The stack's secrets cannot be read.",
    "Set `PULUMI_CONFIG_PASSPHRASE` to the stack's own passphrase.",
  ],
];

/** `docs/errors.md`, printed from the table that the package goes by. */
export function errorsPage(): Promise<string> {
  return page(`
# Errors

Every error this package knows, by DingTalk's code and by call, never by HTTP status. This page is printed from the
table in \`provider/src/dingtalk/errors/errorTable.ts\`, by which the package goes: \`npm run docs:errors\`.

An error is one line: \`<verb> <kind> '<name>': <DingTalk's message> (<code>, request <id>). <What to do.>\` The request id
is DingTalk's, for its support.

## What a kind means

${table(
  ["kind", "meaning"],
  Object.entries(meaning).map((pair) => pair.map(cell)),
)}

## Who speaks

${table(
  ["who speaks", "meaning"],
  Object.entries(speakers).map((pair) => pair.map(cell)),
)}

An add or a delete counts as not done only if DingTalk itself says no, or if the request was never sent.

## Codes

The first row that fits counts. Codes are compared without regard to case; \`*\` stands for any ending. The codes of
the network and of the package are this package's own names, as is \`http.<status>\` for an answer without a code.

${table(
  ["codes", "calls", "who speaks", "kind", "what the package does", "what to do"],
  [
    ...errorTable.map((row) => rowOf(row)),
    rowOf(unlisted.refused, "any other, of a call that only reads, with a status below 500 but 408 and 429"),
    rowOf(unlisted.unknown, "any other"),
  ],
)}

## What the engine and Node say

These messages are not this package's own: the engine or Node ends before the package can say what it is.

${table(
  ["message", "meaning", "what to do"],
  fromOutside.map((row) => row.map(cell)),
)}

## Bounds

A request may take 10 s, a token 30 s with its repeats, an operation 110 s with all its waits and repeats.
`);
}
