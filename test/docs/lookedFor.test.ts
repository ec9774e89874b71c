import { readPage } from "../tools/pages/markdown";

/** What users looked for and did not find: the page that has it, and the words by which it is found there. */
const lookedFor: readonly (readonly [string, string, RegExp])[] = [
  ["rules for spaces in a policy pack", "policies.md", /validateResourceOfType\(DriveSpace,/],
  ["moving to another stack", "moving.md", /pulumi state move --source/],
  ["moving to another project", "moving.md", /pulumi stack rename/],
  ["moving to another backend", "moving.md", /pulumi stack export/],
  ["several runs of one app", "limits.md", /ten runs at once about a quarter of the calls were throttled/],
  ["the memory of many providers", "limits.md", /Each explicit provider is a process of its own/],
  ["what replaceOnChanges does not do", "limits.md", /`replaceOnChanges` +\| No effect/],
  ["what customTimeouts does not do", "limits.md", /`customTimeouts` +\| No effect/],
  ["secrets in names", "limits.md", /Do not put a secret in a name/],
  ["the type token", "limits.md", /`pulumi-nodejs:dynamic\/dingtalk:DriveSpace`/],
  ["transformations that set import", "limits.md", /a transformation that sets `import` \| Must not/],
  ["pending creates", "reliability.md", /--import-pending-creates/],
  ["pending creates, by the engine's message", "errors.md", /1 pending operations from previous deployment/],
  ["members of a space", "limits.md", /Manage members in DingTalk Drive/],
  [
    "why DingTalk cannot rename, and how people do it",
    "renaming.md",
    /Rename the space in DingTalk Drive, as its administrator/,
  ],
  ["Yarn Plug'n'Play", "installing.md", /yarn exec pulumi up/],
  [
    "Bun as a package manager, and not as a runtime",
    "installing.md",
    /`runtime: bun` in `Pulumi\.yaml` is not supported/,
  ],
  ["a package that is found from nowhere", "errors.md", /`Cannot find module 'pulumi-dingtalk\/runtime'`/],
  ["corpId of several organizations", "organizations.md", /Give `corpId` for each organization/],
  [
    "envVars of the Automation API",
    "../examples/automation-api/README.md",
    /envVars.*data functions.*do not/s,
  ],
  ["adding to an existing program", "adopting.md", /## Into a program that exists/],
  ["importing a space, on the resource's own page", "api/classes/DriveSpace.md", /## Import/],
  ["upgrade notes by version", "upgrading.md", /## Upgrade notes/],
  ["the IP address of a proxy", "networks.md", /proxy/],
  ["reporting a security problem", "../SECURITY.md", /\S/],
];

test.each(lookedFor)("%s is on docs/%s", async (_, page, words) => {
  expect(await readPage(`docs/${page}`)).toMatch(words);
});

test("the pages of it stand in the list of the documentation", async () => {
  const list = await readPage("docs/README.md");
  for (const page of new Set(lookedFor.map(([, one]) => one).filter((one) => /^\w+\.md$/.test(one))))
    expect(list).toContain(`](${page})`);
});

test("an issue is asked for the doctor's report", async () => {
  expect(await readPage(".github/ISSUE_TEMPLATE/bug.yml")).toContain("npx pulumi-dingtalk doctor --report");
});
