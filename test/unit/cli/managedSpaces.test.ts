import { managedSpaces } from "../../../provider/src/cli/managedSpaces";

const urn = (name: string) => `urn:pulumi:prod::app::pulumi-nodejs:dynamic/dingtalk:DriveSpace::${name}`;
const dynamic = "pulumi-nodejs:dynamic/dingtalk:DriveSpace";
const stateOf = (resources: unknown[]) => () =>
  Promise.resolve(JSON.stringify({ deployment: { resources } }));

test("a stack manages its spaces of both types, those too that are about to be deleted, and not what it only reads", async () => {
  const { ids, names } = await managedSpaces(
    "prod",
    stateOf([
      { urn: urn("finance"), type: dynamic, id: "1" },
      { urn: urn("legal"), type: "dingtalk:index:DriveSpace", id: "2" },
      { urn: urn("old"), type: dynamic, id: "3", delete: true },
      { urn: urn("read"), type: dynamic, id: "4", external: true },
      { urn: urn("other"), type: "pulumi-nodejs:dynamic:Resource", id: "5" },
      { urn: urn("not-made-yet"), type: dynamic },
    ]),
  );
  expect([...ids]).toEqual(["1", "2", "3"]);
  expect([...names]).toEqual(["finance", "legal", "old", "not-made-yet"]);
});

test("a stack without resources manages no space", async () => {
  const { ids } = await managedSpaces("prod", () => Promise.resolve('{"deployment":{}}'));
  expect(ids.size).toBe(0);
});

test.each([
  ["", "printed no state"],
  ["{}", "printed no state"],
  ['{"deployment":{"resources":[{"id":"1"}]}}', "printed no state"],
])("a state that reads %j is not taken for one without spaces", async (text, said) => {
  await expect(managedSpaces("prod", () => Promise.resolve(text))).rejects.toThrow(
    `read stack 'prod': \`pulumi stack export\` ${said}.`,
  );
});

test.each([
  [{ code: "ENOENT" }, "the command pulumi is not on PATH"],
  [{ code: 255, stderr: "error: no stack named 'prod' found\n" }, "no stack named 'prod' found"],
  [{ code: 1, stderr: "" }, "`pulumi stack export` failed"],
])("what keeps the stack from being read is said in one line: %j", async (failure, said) => {
  const error = Object.assign(new Error("failed"), failure);
  await expect(managedSpaces("prod", () => Promise.reject(error))).rejects.toThrow(
    `read stack 'prod': ${said}. Run this in the folder of its Pulumi.yaml.`,
  );
});
