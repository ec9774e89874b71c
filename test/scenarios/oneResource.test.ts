import { openStack } from "../support/stack";

const space = (name: string, options: string, space = "Finance") =>
  `new dingtalk.DriveSpace("${name}", { name: "${space}", unionId }, { ${options} });`;

test("an id that two resources import is refused at preview, under one provider and under two", async () => {
  const stack = await openStack({ emulator: { spaces: [{ name: "Finance", spaceId: "4711" }] } });
  const providers = `const one = new dingtalk.Provider("one", {}), two = new dingtalk.Provider("two", {});`;
  for (const program of [
    space("a", `import: "4711"`) + space("b", `import: "4711"`),
    providers + space("a", `import: "4711", provider: one`) + space("b", `import: "4711", provider: two`),
  ]) {
    await stack.program(program);
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.all).toMatch(/space 4711 belongs to (another )?DriveSpace/);
    const up = await stack.up();
    expect(up).toMatchObject({ calls: {} });
    expect(up.code).not.toBe(0);
  }
  expect(Object.keys(await stack.resources())).not.toContain("a");
});

test("the space that a resource of the stack has cannot be imported by another, in either order", async () => {
  const stack = await openStack({ program: space("a", "") });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("Finance");
  for (const program of [
    space("a", "") + space("b", `import: "${spaceId}"`),
    space("b", `import: "${spaceId}"`) + space("a", ""),
  ]) {
    await stack.program(program);
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.calls).toEqual({});
    const there = Object.keys(await stack.resources());
    expect(there).toContain("a");
    expect(there).not.toContain("b");
  }
  await stack.program(space("a", ""));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { same: 2 } });
});
