import { errors, openStack, steps } from "../support/stack";

const declare = (options = "", inputs = "", name = "Finance") =>
  `exports.id = new dingtalk.DriveSpace("finance", { name: "${name}", unionId, ${inputs} }, { ${options} }).id;`;

test("a taken name is refused with the holder's id, its creation time and the next step, and following that takes it over", async () => {
  const stack = await openStack({
    program: declare(),
    emulator: { spaces: [{ name: "Finance", spaceId: "4711" }] },
  });
  const refused = await stack.up("--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.calls).toEqual({ token: 1, list: 1 });
  expect(errors(refused)["finance"]).toEqual([
    expect.stringMatching(
      /^create DriveSpace 'Finance': DingTalk already has a space of this name: id 4711, created \d{4}-\d\d-\d\dT[\d:]+Z\. Nothing was created: if it was deleted just now, wait a minute and run again\. To take it over, set adoptExisting: true or the option import: "4711"; to have another, allowDuplicateName: true\. More: docs\/adopting\.md\.$/,
    ) as string,
  ]);

  await stack.program(declare(`import: "4711"`));
  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0, calls: {} });
  expect(preview.all).toContain("takes over the existing space 4711; no space will be created for it");
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { token: 1, query: 1 } });
  expect(await stack.workspace.outputs()).toEqual({ id: "4711" });
  const { finance } = await stack.resources();
  expect(JSON.stringify(finance?.outputs)).not.toContain("__import");

  const ignored = await stack.up("--skip-preview");
  expect(ignored).toMatchObject({ code: 0, calls: {}, changes: { same: 2 } });
  expect(ignored.all).not.toContain("takes over");
  await stack.program(declare(`import: "0815"`));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { same: 2 } });
  await stack.program(declare());
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {}, changes: { same: 2 } });
});

test("a space that was taken over can be replaced with the option still there", async () => {
  const stack = await openStack({
    program: declare(`import: "4711"`),
    emulator: { spaces: [{ name: "Finance", spaceId: "4711" }] },
  });
  await stack.up("--skip-preview");
  await stack.program(declare(`import: "4711"`, "", "Money"));
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: { delete: 1, add: 1 } });
  expect(stack.emulator.spaces.all()).toHaveLength(1);
  expect(await stack.workspace.outputs()).toEqual({ id: stack.space("Money").spaceId });
});

test("an import under another name gives the real one, one of an id that is gone says so, and neither creates anything", async () => {
  const stack = await openStack({
    program: declare(`import: "4711"`, "", "Fiance"),
    emulator: { spaces: [{ name: "Finance", spaceId: "4711" }] },
  });
  const misnamed = await stack.up("--skip-preview");
  expect(errors(misnamed)["finance"]).toEqual([
    `import DriveSpace 'Fiance': Space 4711 is named 'Finance', not 'Fiance'. Set name: "Finance".`,
  ]);
  await stack.program(declare(`import: "0815"`));
  const gone = await stack.up("--skip-preview");
  expect(errors(gone)["finance"]).toEqual([
    "import DriveSpace 'Finance': no space with id 0815 is visible to the user given as unionId. Correct the option import, or remove it to have a new space made.",
  ]);
  expect(gone.calls).not.toHaveProperty("add");
  expect(stack.emulator.count("add")).toBe(0);
  expect(Object.keys(await stack.resources())).not.toContain("finance");
});

test("two new spaces of one name are refused at preview, by name; allowDuplicateName lets them pass, also beside a space that is there", async () => {
  const two = (inputs: string) =>
    ["one", "two"]
      .map((name) => `new dingtalk.DriveSpace("${name}", { name: "Same", unionId, ${inputs} });`)
      .join("\n");
  const stack = await openStack({ program: two(""), emulator: { spaces: ["Same"] } });
  const preview = await stack.preview();
  expect(preview.code).not.toBe(0);
  expect(preview.calls).toEqual({});
  expect(Object.values(errors(preview)).join("\n")).toContain(
    "name 'Same' is given to another new DriveSpace of this program too: give one of them another name, or set allowDuplicateName: true",
  );

  await stack.program(two("allowDuplicateName: true"));
  expect(await stack.up()).toMatchObject({ code: 0, calls: { list: 1, add: 2 } });
  const ids = stack.emulator.spaces.named("Same").map(({ spaceId }) => spaceId);
  expect(ids).toHaveLength(3);
  const { one, two: second } = await stack.resources();
  expect(one?.id).not.toBe(second?.id);
  expect(ids).toEqual(expect.arrayContaining([one?.id, second?.id]));
});

test("DriveSpace.get reads an existing space, at preview too, and says when there is none", async () => {
  const get = (id: string) => `
    const space = dingtalk.DriveSpace.get("theirs", "${id}", { unionId });
    exports.name = space.name;
    exports.spaceName = space.spaceName;
    exports.usedQuota = space.usedQuota;`;
  const stack = await openStack({
    program: get("4711"),
    emulator: { spaces: [{ name: "Finance", spaceId: "4711", usedQuota: 42 }] },
  });
  const preview = await stack.preview();
  expect(preview).toMatchObject({ code: 0, calls: { token: 1, query: 1 } });
  expect(preview.all).toContain(`"Finance"`);
  expect(steps(await stack.up("--skip-preview"))).toContain("read theirs");
  expect(await stack.workspace.outputs()).toEqual({ name: "Finance", spaceName: "Finance", usedQuota: 42 });

  await stack.program(get("0815"));
  for (const run of [await stack.preview(), await stack.up("--skip-preview")]) {
    expect(run.code).not.toBe(0);
    expect(errors(run)["theirs"]?.join("\n")).toContain(
      "read DriveSpace '0815': no space with id 0815 is visible to the user given as unionId. Check the id and unionId.",
    );
    expect(run.all).not.toMatch(/runtime\/driveSpace\.js/);
  }
  await stack.program("");
  expect(await stack.up("--skip-preview")).toMatchObject({ code: 0, calls: {} });
  expect(stack.emulator.spaces.size).toBe(1);
});
