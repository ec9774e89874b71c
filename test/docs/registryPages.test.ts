import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT } from "../tools/engine/program";
import { codeBlocks, readPage, tables } from "../tools/pages/markdown";

interface Schema {
  version: string;
  resources: Record<string, { inputProperties: object; requiredInputs: string[] }>;
  functions: Record<string, object>;
  config: { variables: Record<string, { defaultInfo?: { environment: string[] } }> };
}

const schema = JSON.parse(readFileSync(path.join(ROOT, "provider", "schema.json"), "utf8")) as Schema;
const index = () => readPage("docs/_index.md");
const setup = () => readPage("docs/installation-configuration.md");

test("both pages have the head that Pulumi's registry reads", async () => {
  for (const page of [await index(), await setup()]) {
    const [, head = ""] = /^---\n([^]*?)\n---\n/.exec(page) ?? [];
    expect(parse(head)).toEqual({
      title: expect.stringContaining("DingTalk") as string,
      meta_desc: expect.stringMatching(/^.{40,160}$/) as string,
      layout: "package",
    });
  }
});

test("the index has one program for each language that its chooser offers", async () => {
  const page = await index();
  const offered = /\{\{< chooser language "([^"]*)" >\}\}/.exec(page)?.[1]?.split(",");
  expect(offered).toEqual(["typescript", "python", "go", "csharp", "java", "yaml"]);
  const choices = [
    ...page.matchAll(/\{\{% choosable language (\w+) %\}\}\n([^]*?)\n\{\{% \/choosable %\}\}/g),
  ];
  expect(choices.map(([, language]) => language)).toEqual(offered);
  for (const [, language, text = ""] of choices)
    expect((await codeBlocks(text)).map(({ lang }) => lang)).toEqual([language]);
});

test("the YAML program has the schema's resource with the inputs that it needs, and one of its functions", async () => {
  const [block] = (await codeBlocks(await index())).filter(({ lang }) => lang === "yaml");
  const program = parse(block?.value ?? "") as {
    resources: Record<string, { type: string; properties: object }>;
    variables: Record<string, { "fn::invoke": { function: string } }>;
  };
  const full = (token: string) => token.replace("dingtalk:", "dingtalk:index:");
  for (const { type, properties } of Object.values(program.resources)) {
    const declared = schema.resources[full(type)];
    expect(Object.keys(declared?.inputProperties ?? {})).toEqual(
      expect.arrayContaining(Object.keys(properties)),
    );
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(declared?.requiredInputs ?? [""]));
  }
  for (const { "fn::invoke": call } of Object.values(program.variables))
    expect(schema.functions).toHaveProperty([full(call.function)]);
});

test("the index lists every resource and every function", async () => {
  const [table = []] = await tables(await index());
  const listed = table.slice(1).map(([name]) => name);
  const tokens = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  expect(listed.sort()).toEqual(
    [...tokens.map((token) => token.replace(":index:", ":")), "pulumi:providers:dingtalk"].sort(),
  );
});

test("the configuration has every key of the schema with its variable, and the archive is named as the release names it", async () => {
  const page = await setup();
  const [table = []] = await tables(page);
  expect(table.slice(1).map(([key, variable]) => [key, variable])).toEqual(
    Object.entries(schema.config.variables).map(([key, { defaultInfo }]) => [
      `dingtalk:${key}`,
      defaultInfo?.environment[0] ?? "",
    ]),
  );
  const { version } = schema;
  expect(page).toContain(
    `pulumi plugin install resource dingtalk v${version} --file pulumi-resource-dingtalk-v${version}-linux-amd64.tar.gz`,
  );
});
