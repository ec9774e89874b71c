import { errors, openStack } from "../support/stack";
import { dialects } from "../tools/emulator/src";

const declare = (name: string) => `new dingtalk.DriveSpace("a", { name: "${name}", unionId });`;

test.each(dialects.map(({ id }) => id))(
  "in the dialect %s a stack lives through the real engine: up, refresh, rename, destroy",
  async (dialect) => {
    const stack = await openStack({ program: declare("A"), emulator: { dialects: [dialect] } });
    const { emulator } = stack;
    expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
    const { spaceId } = stack.space("A");
    expect((await stack.resources())["a"]?.id).toBe(spaceId);

    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
    expect((await stack.resources())["a"]?.id).toBe(spaceId);

    await stack.program(declare("B"));
    const renamed = await stack.up("--skip-preview");
    expect(errors(renamed)).toEqual({});
    expect(renamed).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
    expect((await stack.resources())["a"]?.id).toBe(stack.space("B").spaceId);
    expect(emulator.spaces.named("A")).toEqual([]);

    const destroy = await stack.destroy();
    expect(errors(destroy)).toEqual({});
    expect(destroy).toMatchObject({ code: 0 });
    expect(emulator.spaces.named("B")).toEqual([]);
    expect(await stack.resources()).toEqual({});
  },
);
