import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { packed } from "../support/packed";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();

test.each(["./node_modules/pulumi-dingtalk/pulumi-resource-dingtalk"])("x %s", async (where) => {
  await using stack = await openYaml(tarball(), "", { addsPackage: true } as never);
  const added = await stack.workspace.pulumi(["package", "add", where]);
  const at = path.join(stack.workspace.project, "Pulumi.yaml");
  const text = await readFile(at, "utf8");
  await writeFile(at, text + "\nresources:" + space("a", "A"));
  const up = await stack.up("--skip-preview");
  console.log(added.code, added.all, up.all);
  await writeFile(at, text.replace("packages:", "plugins:\n  providers:\n    - name: dingtalk\n      path: node_modules/pulumi-dingtalk\npackages:") + "\nresources:" + space("a", "A"));
  const up2 = await stack.up("--skip-preview");
  console.log(await readFile(at, "utf8"), up2.all);
});
