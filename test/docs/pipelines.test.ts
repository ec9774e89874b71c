import { parse } from "yaml";
import { codeBlocks, readPage } from "../tools/pages/markdown";

const folder = "examples/pipelines";

/** What the jobs run, but for what installs the tools. */
const ofPulumi = (commands: readonly string[]) =>
  commands.filter((command) => /^(pulumi|\.\/rehearse\.sh)/.test(command));

async function gitHub(): Promise<string[]> {
  const workflow = parse(await readPage(`${folder}/.github/workflows/spaces.yml`)) as {
    jobs: Record<string, { steps: { run?: string }[] }>;
  };
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
}

async function gitLab(): Promise<string[]> {
  const jobs = parse(await readPage(`${folder}/.gitlab-ci.yml`)) as Record<string, { script?: string[] }>;
  return Object.values(jobs).flatMap(({ script }) => script ?? []);
}

test("docs/ci.md shows the commands of both pipelines' files, in their order", async () => {
  const blocks = (await codeBlocks(await readPage("docs/ci.md"))).filter(({ lang }) => lang === "sh");
  // A merge request, the main branch, the night. What follows is run by hand.
  const shown = blocks.slice(0, 3).flatMap(({ value }) => value.split("\n"));
  expect(shown).toHaveLength(4);
  expect(ofPulumi(await gitHub())).toEqual(shown);
  expect(ofPulumi(await gitLab())).toEqual(shown);
});

test("both pipelines' files and docs/ci.md name the same variables of DingTalk", async () => {
  const variables = async (page: string) =>
    [...new Set((await readPage(page)).match(/\bDINGTALK_(?!MAX_CALLS|TRACE)\w+/g))].sort();
  const named = await variables("docs/ci.md");
  expect(named).toEqual([
    "DINGTALK_CLIENT_ID",
    "DINGTALK_CLIENT_SECRET",
    "DINGTALK_CORP_ID",
    "DINGTALK_UNION_ID",
  ]);
  expect(await variables(`${folder}/.github/workflows/spaces.yml`)).toEqual(named);
  expect(await variables(`${folder}/.gitlab-ci.yml`)).toEqual(named);
});
