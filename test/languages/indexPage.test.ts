import { packed } from "../support/packed";
import { codeBlocks, readPage } from "../tools/pages/markdown";
import { openYaml } from "./yamlStack";
import { writeFile } from "node:fs/promises";
import path from "node:path";

jest.setTimeout(240_000);

const tarball = packed();

const yamlOf = async (page: string) =>
  (await codeBlocks(await readPage(page))).find(({ lang }) => lang === "yaml")?.value ?? "";

test("the YAML program of the registry's index, with the lines of its installation page, makes its space and reads the quota", async () => {
  await using stack = await openYaml(tarball(), "resources: {}");
  const text = [await yamlOf("docs/_index.md"), await yamlOf("docs/installation-configuration.md")];
  await writeFile(
    path.join(stack.workspace.project, "Pulumi.yaml"),
    text.join("\n").replace("name: spaces", "name: lifecycle"),
  );
  await stack.workspace.setConfig({ unionId: stack.emulator.unionId });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
  expect(await stack.workspace.outputs()).toMatchObject({
    spaceId: stack.space("Finance").spaceId,
    quota: [{ partitionType: "PUBLIC_OSS_PARTITION" }],
  });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
});

test("`pulumi package get-schema` gets from the plugin the schema that the tarball holds", async () => {
  await using stack = await openYaml(tarball(), "resources: {}");
  const plugin = `.${path.sep}${path.join("node_modules", "pulumi-dingtalk", "pulumi-resource-dingtalk")}`;
  const schema = await stack.workspace.pulumi(["package", "get-schema", plugin]);
  expect(schema).toMatchObject({ code: 0 });
  const { name, resources, functions } = JSON.parse(schema.stdout) as Record<string, object | string>;
  expect({ name, resources: Object.keys(resources ?? {}), functions: Object.keys(functions ?? {}) }).toEqual({
    name: "dingtalk",
    resources: ["dingtalk:index:DriveSpace"],
    functions: ["getDriveSpace", "getDriveSpaces", "getOrgStorage", "getUser"].map(
      (one) => `dingtalk:index:${one}`,
    ),
  });
});
