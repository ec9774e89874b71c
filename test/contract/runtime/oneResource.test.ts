import { openHandlers } from "../../support/handlers";
import { errorOf, open } from "../../support/provider";

const inputs = { name: "Finance", unionId: "operator" };

async function made() {
  const opened = await open({ emulator: { limits: false } });
  const { emulator, clock } = opened;
  const { handlers } = openHandlers(emulator, clock);
  const { id, outs } = await handlers.create(inputs);
  return { ...opened, id, state: outs };
}

test("a space that was made minutes ago and that no answer shows yet stays in the state, with a line that says so", async () => {
  const { emulator, clock, id, state } = await made();
  emulator.spaces.remove(id);
  const young = openHandlers(emulator, clock);
  await expect(young.handlers.read(id, state)).resolves.toMatchObject({
    id,
    props: { spaceId: id, name: "Finance" },
  });
  expect(young.lines.join("\n")).toMatch(/does not show space 'Finance' .* yet.* stays in the state/);
  await clock.pass(11 * 60_000);
  // Somebody who sees nothing at all cannot tell.
  emulator.behaviour.visible = () => false;
  const { message } = await errorOf(openHandlers(emulator, clock).handlers.read(id, state));
  expect(message).toContain("(operator.blind)");
  emulator.behaviour.visible = () => true;
  await expect(openHandlers(emulator, clock).handlers.read(id, state)).resolves.toEqual({});
});

test("one id that two new resources import is refused at preview, in either order", async () => {
  const { emulator, clock, id } = await made();
  const { handlers } = openHandlers(emulator, clock);
  const first = await handlers.check({}, { ...inputs, __import: id });
  expect(first.failures).toEqual([]);
  const { failures } = await handlers.check({}, { ...inputs, name: "Other", __import: id });
  expect(failures).toEqual([
    {
      property: "__import",
      reason: expect.stringContaining(`space ${id} belongs to DriveSpace 'Finance'`) as string,
    },
  ]);
});

test("an id that a resource of the stack manages cannot be imported by another, whichever the engine checks first", async () => {
  const { emulator, clock, id, state } = await made();
  const one = openHandlers(emulator, clock).handlers;
  await one.diff(id, state, inputs);
  expect((await one.check({}, { ...inputs, __import: id })).failures).toHaveLength(1);
  const two = openHandlers(emulator, clock).handlers;
  expect((await two.check({}, { ...inputs, __import: id })).failures).toEqual([]);
  expect((await errorOf(two.diff(id, state, inputs))).message).toContain("a space belongs to one resource");
});

test("a resource that is taken out of the program leaves a space that another resource of the stack has", async () => {
  const { emulator, clock, id, state } = await made();
  const { handlers, lines } = openHandlers(emulator, clock);
  await handlers.diff(id, state, inputs);
  await handlers.delete(id, state);
  expect(emulator.spaces.named("Finance")).toHaveLength(1);
  expect(lines.join("\n")).toContain("was not deleted");
});

test("a dependent that is replaced, and whose new name is not known yet, is deleted all the same", async () => {
  const { emulator, clock, id, state } = await made();
  const { handlers } = openHandlers(emulator, clock);
  await handlers.diff(id, state, { ...inputs, name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
  await handlers.delete(id, state);
  expect(emulator.spaces.named("Finance")).toEqual([]);
});

test("import is settled for the state that has it, and open for a state that waits for its replacement", async () => {
  const { emulator, clock } = await made();
  const { handlers } = openHandlers(emulator, clock);
  const first = await handlers.check({}, { ...inputs, __import: "7" });
  expect(first.inputs).toMatchObject({ __import: "7" });
  const second = await handlers.check(first.inputs, { ...inputs, __import: "7" });
  expect(second.inputs).toMatchObject({ __imported: "7" });
  expect(second.inputs).not.toHaveProperty("__import");
  const third = await handlers.check(second.inputs, { ...inputs, __import: "7" });
  expect(third.inputs).toMatchObject({ __imported: "7" });
  const changed = await handlers.check(third.inputs, { ...inputs, __import: "8" });
  expect(changed.inputs).toMatchObject({ __import: "8" });
});

test("DriveSpace.get of a managed space does not make the diff of that space one of a refresh", async () => {
  const { emulator, clock, id, state } = await made();
  emulator.spaces.add("Taken");
  const { handlers } = openHandlers(emulator, clock);
  await handlers.read(id, { unionId: "operator" });
  await handlers.diff(id, state, { ...inputs, name: "Taken" }).catch(() => undefined);
  expect((await errorOf(handlers.delete(id, state))).message).toContain("of this name");
  expect(emulator.spaces.named("Finance")).toHaveLength(1);
});

test("the state of somebody's own dynamic resource is refused, never replaced", async () => {
  const { emulator, clock } = await made();
  const { handlers } = openHandlers(emulator, clock);
  const theirs = { name: "Finance", unionId: "operator", __provider: "exports.handler = () => theirs" };
  const ours = { ...inputs, name: "Legal", __provider: "exports.handler = () => ours" };
  expect((await errorOf(handlers.diff("5", theirs, ours))).message).toContain(
    "not of a pulumi-dingtalk DriveSpace",
  );
});

test("if the new space of a replacement cannot be made, the error says that the old one is gone and what one up does", async () => {
  const { emulator, clock, id, state } = await made();
  const { handlers } = openHandlers(emulator, clock);
  const next = { ...inputs, name: "No*Name" };
  await handlers.diff(id, state, next);
  await handlers.delete(id, state);
  emulator.fault({ on: "add", kind: "error", code: "name.invalid" });
  const { message } = await errorOf(handlers.create(next));
  expect(message).toContain(`The old space 'Finance' (id ${id}) has been deleted already`);
  expect(message).toContain("pulumi up");
});

test("a rename that will be refused is refused in diff: for files, and for a name that is taken", async () => {
  const { emulator, clock, id, state } = await made();
  emulator.spaces.add("Taken");
  const one = openHandlers(emulator, clock).handlers;
  expect((await errorOf(one.diff(id, state, { ...inputs, name: "Taken" }))).message).toMatch(
    /^replace DriveSpace 'Finance': .*of this name/,
  );
  emulator.spaces.putFile(id, { name: "Plan", size: 1024 });
  const two = openHandlers(emulator, clock).handlers;
  expect((await errorOf(two.diff(id, state, { ...inputs, name: "Free" }))).message).toMatch(
    /^replace DriveSpace 'Finance': .*contains 1\.0 KiB/,
  );
  const three = openHandlers(emulator, clock).handlers;
  await expect(
    three.diff(id, { ...state, forceDestroy: true }, { ...inputs, name: "Free" }),
  ).resolves.toMatchObject({ replaces: ["name"] });
});

test("two spaces swap their names if both may be deleted, and neither is deleted if one may not", async () => {
  const { emulator, clock, id: a, state: stateA } = await made();
  const { handlers: maker } = openHandlers(emulator, clock);
  const { id: b, outs: stateB } = await maker.create({ ...inputs, name: "Legal" });
  const program = { __siblings: ["Legal", "Finance"] };
  const swap = async () => {
    const { handlers } = openHandlers(emulator, clock);
    await handlers.check(inputs, { ...inputs, name: "Legal", ...program });
    await handlers.diff(a, stateA, { ...inputs, name: "Legal" });
    await handlers.check({ ...inputs, name: "Legal" }, { ...inputs, ...program });
    await handlers.diff(b, stateB, inputs);
    return handlers;
  };
  emulator.spaces.putFile(b, { name: "Plan", size: 1024 });
  expect((await errorOf(swap())).message).toMatch(/^replace DriveSpace 'Legal': .*contains 1\.0 KiB/);
  expect(emulator.spaces.named("Finance")).toHaveLength(1);
  emulator.spaces.get(b)?.entries.clear();
  emulator.spaces.setUsedQuota(b, 0);
  const handlers = await swap();
  await Promise.all([handlers.delete(a, stateA), handlers.delete(b, stateB)]);
  await handlers.create({ ...inputs, name: "Legal" });
  await handlers.create(inputs);
  expect(emulator.spaces.named("Finance")).toHaveLength(1);
  expect(emulator.spaces.named("Legal")).toHaveLength(1);
});

test("a refresh whose list shows two spaces of one name says so, unless the resource allows for it", async () => {
  const { emulator, clock, id, state } = await made();
  const other = emulator.spaces.add("Finance").spaceId;
  emulator.app.scopes.delete("Drive.SpaceManage.Read");
  const refreshed = async (properties: Record<string, unknown>) => {
    const { handlers, lines } = openHandlers(emulator, clock);
    await handlers.read(id, properties);
    return lines.join("\n");
  };
  const said = await refreshed(state);
  expect(said).toContain(`2 spaces of the name 'Finance': id ${id}, which this stack has, and id ${other}`);
  expect(await refreshed({ ...state, allowDuplicateName: true })).not.toContain("2 spaces");
  emulator.spaces.remove(other);
  expect(await refreshed(state)).not.toContain("2 spaces");
});

test("a create whose list leaves names out says that it is not known whether the name is taken", async () => {
  const { emulator, clock } = await made();
  emulator.speak(["sparse-fields"]);
  const { handlers, lines } = openHandlers(emulator, clock);
  await clock.pass(60_000);
  await handlers.create({ ...inputs, name: "Legal" });
  expect(lines.join("\n")).toMatch(/leaves out the names of .*whether the name 'Legal' is taken/);
});

test.each([
  ["makes one of the new spaces before the other old one has been deleted", false],
  ["deletes one of the old spaces before the other has been compared", true],
])("a swap goes well if the engine %s", async (_what, isEarly) => {
  const { emulator, clock, id: a, state: stateA } = await made();
  const { handlers: maker } = openHandlers(emulator, clock);
  const { id: b, outs: stateB } = await maker.create({ ...inputs, name: "Legal" });
  const { handlers } = openHandlers(emulator, clock.flow());
  const [toLegal, toFinance] = [{ ...inputs, name: "Legal" }, inputs];
  await handlers.check(inputs, { ...toLegal, __siblings: ["Legal", "Finance"] });
  const compareOther = () => handlers.diff(b, stateB, toFinance);
  await handlers.diff(a, stateA, toLegal);
  if (!isEarly) await compareOther();
  const one = handlers.delete(a, stateA).then(() => handlers.create(toLegal));
  if (isEarly) {
    await clock.sleep(2_000);
    await compareOther();
  }
  await clock.sleep(4_000);
  const other = handlers.delete(b, stateB).then(() => handlers.create(toFinance));
  await Promise.all([one, other]);
  expect(emulator.spaces.named("Finance")).toHaveLength(1);
  expect(emulator.spaces.named("Legal")).toHaveLength(1);
});

test("a taken name whose space another resource of the stack has is refused by that resource's name, without advice to import it", async () => {
  const { emulator, clock, id, state } = await made();
  const { handlers } = openHandlers(emulator, clock);
  await handlers.diff(id, state, inputs);
  const { message } = await errorOf(handlers.create(inputs));
  expect(message).toContain("DriveSpace 'Finance'");
  expect(message).toContain(id);
  expect(message).not.toMatch(/import: "/);
});
