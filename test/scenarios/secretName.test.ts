import { openStack } from "../support/stack";

const declare = (name: string) =>
  `exports.spaceName = new dingtalk.DriveSpace("a", { name: pulumi.secret("${name}"), unionId }).spaceName;`;

test("a name that comes from a secret is a secret in the state, and spaceName with it, after a refresh and a rename too", async () => {
  const stack = await openStack({ program: declare("Hush") });
  const isHidden = async (name: string) => {
    const { a } = await stack.resources();
    expect(JSON.stringify(a)).not.toContain(name);
    expect(a?.outputs?.["spaceName"]).toHaveProperty("ciphertext");
  };
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
  await isHidden("Hush");
  expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0, calls: {} });
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  await isHidden("Hush");
  await stack.program(declare("Psst"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  await isHidden("Psst");
  expect(stack.space("Psst").name).toBe("Psst");
});
