import path from "node:path";
import { ROOT } from "../tools/engine/program";
import { openStack } from "../support/stack";

const dynamicType = "pulumi-nodejs:dynamic/dingtalk:DriveSpace";
const nativeType = "dingtalk:index:DriveSpace";

/** A stack whose engine finds the native plugin too. */
const open = () => openStack({ path: [path.join(ROOT, "provider")] });

const native = (name: string, options = "") => `
  class Native extends pulumi.CustomResource {
    constructor(name, args, opts) { super("${nativeType}", name, { spaceId: undefined, ...args }, opts); }
  }
  exports.id = new Native("a", { name: "${name}", unionId }, { ${options} }).spaceId;
`;
const dynamic = (options = "") =>
  `exports.id = new dingtalk.DriveSpace("a", { name: "A", unionId }, { ${options} }).spaceId;`;
const alias = (type: string) => `aliases: [{ type: "${type}" }]`;

test("an alias moves a space from the dynamic type to the native one and back, without a call that changes DingTalk", async () => {
  const stack = await open();
  await stack.program(dynamic());
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
  const { spaceId } = stack.space("A");

  for (const [program, type, changes] of [
    [native("A", alias(dynamicType)), nativeType, { same: 2 }],
    [native("A"), nativeType, { same: 2 }],
    // Its state gets the text by which the host of dynamic resources finds the provider.
    [dynamic(alias(nativeType)), dynamicType, { same: 1, update: 1 }],
    [dynamic(), dynamicType, { same: 2 }],
  ] as const) {
    await stack.program(program);
    expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes });
    expect((await stack.resources())["a"]).toMatchObject({ type, id: spaceId });
    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  }
  expect(stack.emulator.count("add")).toBe(1);
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
  expect(stack.emulator.spaces.size).toBe(0);
});

test("the native type makes no call of Drive at preview, makes exactly one space, sees drift and is refused with files", async () => {
  const stack = await open();
  await stack.program(native("A"));
  expect(await stack.preview()).toMatchObject({ code: 0, calls: {} });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1, list: 1 } });
  const { spaceId } = stack.space("A");
  stack.emulator.spaces.rename(spaceId, "Renamed");
  expect(await stack.refresh()).toMatchObject({ code: 0, changes: { update: 1 } });
  expect((await stack.resources())["a"]).toMatchObject({ inputs: { name: "Renamed" } });

  stack.emulator.spaces.putFile(spaceId, { name: "budget.xlsx", size: 999 });
  await stack.program(native("Renamed"));
  const refused = await stack.destroy();
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain(`(id ${spaceId})`);
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  expect(refused.calls).not.toHaveProperty("delete");
  expect(stack.emulator.spaces.size).toBe(1);
});
