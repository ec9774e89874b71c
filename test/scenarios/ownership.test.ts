import { errors, openStack } from "../support/stack";

const declare = (resource: string, name: string, options = "", inputs = "") =>
  `exports.id = new dingtalk.DriveSpace("${resource}", { name: "${name}", unionId, ${inputs} }, { ${options} }).id;`;

test("a space that another resource has just taken over is not deleted with the resource that had it before", async () => {
  const stack = await openStack({ program: declare("before", "Finance", "", "forceDestroy: true") });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("Finance");
  stack.emulator.spaces.putFile(spaceId, { name: "budget.xlsx", size: 999 });

  await stack.program(declare("after", "Finance"));
  const refused = await stack.up("--skip-preview");
  expect(errors(refused)["after"]?.join()).toMatch(/option import: "\d+".*More: docs\/adopting\.md\./);

  await stack.program(declare("after", "Finance", `import: "${spaceId}"`));
  const taken = await stack.up("--skip-preview");
  expect(taken.code).toBe(0);
  expect(taken.calls).not.toHaveProperty("delete");
  expect(taken.all).toContain(
    `space ${spaceId} now belongs to another resource of this program, so it was not deleted`,
  );
  expect(stack.space("Finance").spaceId).toBe(spaceId);
  expect(Object.keys(await stack.resources())).not.toContain("before");
  expect(await stack.refresh()).toMatchObject({ code: 0, changes: { same: 2 } });
});

test("a replacement that Pulumi was asked for deletes first too, so that the name is free", async () => {
  const stack = await openStack({ program: declare("finance", "Finance") });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("Finance");
  const urn = (await stack.resources())["finance"]?.urn ?? "";
  const replaced = await stack.up("--skip-preview", "--replace", urn);
  expect(replaced).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(stack.space("Finance").spaceId).not.toBe(spaceId);
  expect(await stack.workspace.outputs()).toEqual({ id: stack.space("Finance").spaceId });
});

test("a rename to a name that is taken is refused before the old space is deleted", async () => {
  const stack = await openStack({
    program: declare("finance", "Finance"),
    emulator: { spaces: [{ name: "Taken", spaceId: "4711" }] },
  });
  await stack.up("--skip-preview");
  await stack.program(declare("finance", "Taken"));
  const refused = await stack.up("--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.calls).not.toHaveProperty("delete");
  expect(errors(refused)["finance"]?.join()).toContain("DingTalk already has a space of this name: id 4711");
  expect(stack.space("Finance").spaceId).toBe((await stack.resources())["finance"]?.id);
  await stack.program(declare("finance", "Finance"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { same: 2 } });
});

test("two resources may swap their names", async () => {
  const both = (one: string, other: string) =>
    declare("one", one) + declare("other", other).replace("exports.id", "exports.otherId");
  const stack = await openStack({ program: both("A", "B") });
  await stack.up("--skip-preview");
  await stack.program(both("B", "A"));
  const first = await stack.up("--skip-preview");
  expect({ code: first.code, errors: errors(first) }).toEqual({ code: 0, errors: {} });
  expect(await stack.workspace.outputs()).toEqual({
    id: stack.space("B").spaceId,
    otherId: stack.space("A").spaceId,
  });
});

test("a server that trims names and one that composes accents make no drift, no second space and no replacement", async () => {
  const stack = await openStack({ program: declare("finance", "Re\u0301union") });
  stack.emulator.fault({ on: "add", kind: "reset", when: "after" });
  stack.emulator.onCall(() => {
    const [made] = stack.emulator.spaces.all();
    if (made && made.name !== "R\u00e9union") stack.emulator.spaces.rename(made.spaceId, "R\u00e9union");
  });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
  expect(stack.emulator.spaces.all()).toHaveLength(1);
  await stack.refresh();
  const again = await stack.up("--skip-preview");
  expect(again).toMatchObject({ code: 0, changes: { same: 2 } });
});

test("names with white space around them or line breaks in them, and an import that is no id, are refused by name at preview", async () => {
  const stack = await openStack();
  for (const [program, what] of [
    [declare("finance", " Finance"), "name begins or ends with white space"],
    [declare("finance", "Fin\\nance"), "name holds a line break"],
    [declare("finance", "Finance", "import: 123"), "the option import must be the id of a space"],
    [declare("finance", "Finance", `import: " "`), "the option import must be the id of a space"],
  ] as const) {
    await stack.program(program);
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.calls).toEqual({});
    expect(errors(preview)["finance"]?.join()).toContain(what);
  }
});

test("a configuration that misses something is said at preview", async () => {
  const stack = await openStack({
    program: declare("finance", "Finance"),
    environment: { DINGTALK_UNION_ID: "u" },
  });
  const preview = await stack.preview();
  expect(preview.all).toContain("warning: Missing configuration: dingtalk:clientId (or DINGTALK_CLIENT_ID)");
});
