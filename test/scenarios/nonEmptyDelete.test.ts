import { errors, openStack, steps, type Run, type Stack } from "../support/stack";

/** A stack with one space that holds a file, and the message with which its destroy is refused. */
async function refused(): Promise<{ stack: Stack; spaceId: string; message: string }> {
  const stack = await openStack({ program: declare() });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("Finance");
  stack.emulator.spaces.putFile(spaceId, { name: "ledger.xlsx", size: 1_000_000_000 });
  const destroy = await stack.destroy();
  expect(destroy).toMatchObject({ calls: { query: 1 } });
  expect(destroy.calls).not.toHaveProperty("delete");
  return { stack, spaceId, message: oneError(destroy) };
}

const declare = (options = "", inputs = "", name = "Finance") =>
  `new dingtalk.DriveSpace("finance", { name: "${name}", unionId, ${inputs} }, { ${options} });`;

function oneError(run: Run): string {
  expect(run.code).not.toBe(0);
  // The host prints what delete and read throw twice; here it is one line.
  const [message = "", ...others] = errors(run)["finance"] ?? [];
  expect(others).toEqual([]);
  expect(message.split("\n")).toHaveLength(1);
  return message;
}

test("destroying a space with files is refused with its id, name and size and three ways on, and forceDestroy is one that works", async () => {
  const { stack, spaceId, message } = await refused();
  expect(message).toMatch(/^delete DriveSpace 'Finance': /);
  expect(message).toContain(`Space 'Finance' (id ${spaceId}) contains 953.7 MiB of files`);
  for (const way of ["docs/renaming.md", "forceDestroy: true", "retainOnDelete: true"])
    expect(message).toContain(way);
  expect(stack.space("Finance").spaceId).toBe(spaceId);
  expect((await stack.resources())["finance"]?.id).toBe(spaceId);

  await stack.program(declare("", "forceDestroy: true"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {} });
  // What the state allows needs no look.
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { token: 1, delete: 1 } });
  expect(stack.emulator.spaces.size).toBe(0);
});

test("retainOnDelete, the second way on, keeps the space and drops it from the stack", async () => {
  const { stack, spaceId, message } = await refused();
  expect(message).toContain("to keep it, retainOnDelete: true; then run `pulumi up` and retry.");
  await stack.program(declare("retainOnDelete: true"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {} });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: {} });
  expect(stack.space("Finance").spaceId).toBe(spaceId);
  expect(await stack.resources()).toEqual({});
});

test("moving the files, the third way on, lets the same command pass", async () => {
  const { stack, spaceId } = await refused();
  stack.emulator.spaces.get(spaceId)?.entries.clear();
  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(stack.emulator.spaces.size).toBe(0);
});

test("renaming a space with files is refused and leaves everything as it was; the preview refuses it too; renaming in DingTalk works", async () => {
  const stack = await openStack({ program: declare() });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("Finance");
  stack.emulator.spaces.putFile(spaceId, { name: "ledger.xlsx", size: 3 });

  await stack.program(declare("", "", "Money"));
  const unaware = await stack.up("--skip-preview");
  const message = oneError(unaware);
  expect(message).toContain(`Space 'Finance' (id ${spaceId}) contains 3 bytes of files`);
  expect(message).toContain("More: docs/renaming.md");
  expect(stack.emulator.spaces.all()).toHaveLength(1);
  expect((await stack.resources())["finance"]).toMatchObject({ id: spaceId, outputs: { name: "Finance" } });

  await stack.refresh();
  const preview = await stack.preview();
  expect(preview.code).not.toBe(0);
  expect(errors(preview)["finance"]?.join()).toContain(
    `replace DriveSpace 'Finance': Space 'Finance' (id ${spaceId}) contains 3 bytes of files`,
  );

  stack.emulator.spaces.rename(spaceId, "Money");
  expect(await stack.refresh()).toMatchObject({ code: 0 });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { same: 2 } });
  expect(stack.space("Money").spaceId).toBe(spaceId);
});

test("an online document that takes no quota is found if the app may look; if it may not, that is asked once a run and nothing is deleted", async () => {
  const names = ["A", "B", "C"];
  const stack = await openStack({
    program: names
      .map((name) => `new dingtalk.DriveSpace("${name}", { name: "${name}", unionId });`)
      .join("\n"),
  });
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("B");
  stack.emulator.spaces.putFile(spaceId, { name: "Plan.adoc" });

  const destroy = await stack.destroy("--continue-on-error");
  expect(errors(destroy)).toEqual({
    B: [expect.stringContaining(`Space 'B' (id ${spaceId}) contains the file 'Plan.adoc'`) as string],
  });
  expect(steps(destroy)).toEqual(["delete A", "delete B", "delete C"]);
  expect(stack.emulator.spaces.all().map(({ name }) => name)).toEqual(["B"]);

  await stack.up("--skip-preview");
  stack.emulator.app.scopes.delete("Storage.File.Read");
  const without = await stack.destroy("--continue-on-error");
  expect(without.calls).toMatchObject({ entries: 1 });
  expect(without.calls).not.toHaveProperty("delete");
  expect(without.all).toContain("Grant the app the permission Storage.File.Read");
  expect(stack.emulator.spaces.size).toBe(3);
});
