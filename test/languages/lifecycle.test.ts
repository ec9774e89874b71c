import { packed } from "../support/packed";
import { errors, steps } from "../support/stack";
import { openYaml, space } from "./yamlStack";

jest.setTimeout(240_000);

const tarball = packed();

const resources = (...all: string[]) => `resources:${all.join("")}`;

test("a preview makes no call of Drive, and an answer that is lost makes exactly one space", async () => {
  await using stack = await openYaml(tarball(), resources(space("a", "A"), space("b", "B")));
  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0, changes: { create: 3 }, calls: {} });
  stack.emulator.fault({ on: "add", kind: "reset", when: "after", match: { name: "A" } });
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 2 } });
  expect((await stack.resources())["a"]?.id).toBe(stack.space("A").spaceId);
  expect((await stack.resources())["b"]?.id).toBe(stack.space("B").spaceId);
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, changes: { same: 3 }, calls: {} });
});

test("a rename replaces, deleting first, and its dependents follow; with files it is refused at preview, before anything is deleted", async () => {
  const both = (name: string) => resources(space("a", name), space("b", '"b of ${a.spaceId}"'));
  await using stack = await openYaml(tarball(), both("A"));
  await stack.up("--skip-preview");
  const first = stack.space("A").spaceId;
  await stack.program(both("Renamed"));
  const renamed = await stack.up("--skip-preview");
  expect(renamed).toMatchObject({ code: 0, calls: { add: 2, delete: 2 } });
  const { spaceId } = stack.space("Renamed");
  expect(spaceId).not.toBe(first);
  const names = ["Renamed", `b of ${spaceId}`];
  const spaces = () => stack.emulator.spaces.all().map(({ name }) => name);
  expect(spaces().sort()).toEqual(names);

  stack.emulator.spaces.putFile(spaceId, { name: "budget.xlsx", size: 999 });
  await stack.program(both("Again"));
  for (const refused of [await stack.preview(), await stack.up("--skip-preview")]) {
    expect(refused.code).not.toBe(0);
    expect(refused.calls).not.toHaveProperty("delete");
    expect(errors(refused)["a"]).toEqual([
      expect.stringMatching(
        new RegExp(
          `^replace DriveSpace 'Renamed': Space 'Renamed' \\(id ${spaceId}\\) contains 999 bytes.*$`,
        ),
      ) as string,
    ]);
    expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  }
  expect(spaces().sort()).toEqual(names);
  const state = await stack.resources();
  expect(state["a"]).toMatchObject({ id: spaceId, outputs: { name: "Renamed" } });
});

test("a destroy is refused with files, in one line and without a stack, and forceDestroy is a way on", async () => {
  await using stack = await openYaml(tarball(), resources(space("a", "A")));
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("A");
  stack.emulator.spaces.putFile(spaceId, { name: "budget.xlsx", size: 999 });
  const refused = await stack.destroy();
  expect(refused.code).not.toBe(0);
  expect(refused.calls).not.toHaveProperty("delete");
  expect(Object.values(errors(refused)).flat()).toEqual([
    expect.stringMatching(
      new RegExp(`^delete DriveSpace 'A': Space 'A' \\(id ${spaceId}\\) contains 999 bytes of files.*$`),
    ) as string,
  ]);
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
  expect((await stack.resources())["a"]?.id).toBe(spaceId);

  await stack.program(resources(space("a", "A", { inputs: "forceDestroy: true" })));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { update: 1 } });
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: { delete: 1 } });
  expect(stack.emulator.spaces.size).toBe(0);
});

test("a refresh sees a new name and a space that is gone, and the next up mends both", async () => {
  await using stack = await openYaml(tarball(), resources(space("a", "A"), space("b", "B")));
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("A");
  stack.emulator.spaces.rename(spaceId, "Elsewhere");
  stack.emulator.spaces.remove(stack.space("B").spaceId);
  // A space that was made a minute ago is not gone because nothing shows it yet.
  await stack.refresh();
  expect(await stack.resources()).toHaveProperty("b");
  const state = await stack.workspace.exportState();
  for (const { outputs } of state.deployment.resources ?? []) {
    const origin = outputs?.["__origin"] as { madeAt: number } | undefined;
    if (origin) origin.madeAt -= 24 * 3_600_000;
  }
  await stack.workspace.importState(state);
  expect(await stack.refresh()).toMatchObject({ code: 0 });
  const refreshed = await stack.resources();
  expect(refreshed["a"]).toMatchObject({ id: spaceId, inputs: { name: "Elsewhere" } });
  expect(refreshed).not.toHaveProperty("b");
  const mended = await stack.up("--skip-preview");
  expect(mended).toMatchObject({ code: 0 });
  expect(steps(mended)).toEqual(expect.arrayContaining(["create b", "replace a"]));
  expect(
    stack.emulator.spaces
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["A", "B"]);
});

test("a refresh that fails leaves everything in the state", async () => {
  await using stack = await openYaml(tarball(), resources(space("a", "A"), space("b", "B")));
  await stack.up("--skip-preview");
  const before = await stack.resources();
  for (const on of ["query", "list"] as const)
    stack.emulator.fault({ on, kind: "error", code: "permissionDenied", times: Infinity });
  const refused = await stack.refresh();
  expect(refused.code).not.toBe(0);
  for (const name of ["a", "b"])
    expect((await stack.resources())[name]).toMatchObject({ id: before[name]?.id ?? "" });
  expect(refused.all).not.toMatch(/\bat .*\.js:\d+/);
});

test("options: ignoreChanges, retainOnDelete, protect and replaceOnChanges do what they say", async () => {
  const declare = (options: string, inputs = "", name = "A") =>
    resources(space("a", name, { options, inputs: inputs || "forceDestroy: false" }));
  await using stack = await openYaml(tarball(), declare(""));
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("A");
  await stack.program(declare("ignoreChanges: [name]", "", "B"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { same: 2 } });
  await stack.program(declare("replaceOnChanges: [allowDuplicateName]", "allowDuplicateName: true"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(stack.space("A").spaceId).not.toBe(spaceId);
  await stack.program(declare("protect: true", "allowDuplicateName: true"));
  await stack.up("--skip-preview");
  expect((await stack.destroy()).code).not.toBe(0);
  expect(stack.emulator.spaces.size).toBe(1);
  await stack.program(declare("retainOnDelete: true", "allowDuplicateName: true"));
  await stack.up("--skip-preview");
  expect(await stack.destroy()).toMatchObject({ code: 0, calls: {} });
  expect(stack.emulator.spaces.size).toBe(1);
});

test("a replacement that the command line asks for needs deleteBeforeReplace: true; without it it is refused and the space stays", async () => {
  const declare = (options: string) => resources(space("a", "A", { options }));
  await using stack = await openYaml(tarball(), declare(""));
  await stack.up("--skip-preview");
  const { spaceId } = stack.space("A");
  const urn = (await stack.resources())["a"]?.urn ?? "";
  const refused = await stack.up("--skip-preview", "--replace", urn);
  expect(refused.code).not.toBe(0);
  expect(refused.all).toContain(`DingTalk already has a space of this name: id ${spaceId}`);
  expect(stack.space("A").spaceId).toBe(spaceId);
  await stack.program(declare("deleteBeforeReplace: true"));
  const replaced = await stack.up("--skip-preview", "--replace", urn);
  expect(replaced).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(stack.space("A").spaceId).not.toBe(spaceId);
});

test("a name that comes from a secret is one in the state, and spaceName with it, after an update and a refresh too", async () => {
  const declare = (inputs: string) => resources(space("a", "{ 'fn::secret': Hush }", { inputs }));
  await using stack = await openYaml(tarball(), declare("forceDestroy: false"));
  const isHidden = async () => {
    const { a } = await stack.resources();
    expect(JSON.stringify(a)).not.toContain("Hush");
    expect(a?.outputs?.["spaceName"]).toHaveProperty("ciphertext");
  };
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { add: 1 } });
  await isHidden();
  await stack.program(declare("forceDestroy: true"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {} });
  await isHidden();
  expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
  await isHidden();
  expect(stack.emulator.spaces.named("Hush")).toHaveLength(1);
});
