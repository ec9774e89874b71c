import { another, errorOf, open, type OpenOptions } from "../../support/provider";

const unionId = "emulatorUnionId";
const request = { name: "Finance", unionId, allowDuplicateName: false };

const opened = (emulator: OpenOptions["emulator"] = {}) => open({ emulator: { limits: false, ...emulator } });

test("a create that comes a minute after another one lists anew, and sees the name that was taken meanwhile", async () => {
  const { drive, emulator, clock, calls } = await opened();
  await drive.create({ ...request, name: "Other" });
  emulator.spaces.add({ name: "Finance", spaceId: "4711" });
  await clock.pass(60_000);
  expect((await errorOf(drive.create(request))).message).toContain("id 4711");
  expect(calls()).toEqual({ token: 1, list: 2, add: 1 });
});

test("the refusal of a taken name names both ways to take it over, the way to have two, and the page for the rest", async () => {
  const { drive } = await opened({ spaces: [{ name: "Finance", spaceId: "4711" }] });
  const { message } = await errorOf(drive.create(request));
  expect(message).toMatch(
    /^DingTalk already has a space of this name: id 4711, created \S+\. Nothing was created: if it was deleted just now, wait a minute and run again\./,
  );
  expect(message).toContain('set adoptExisting: true or the option import: "4711"');
  expect(message).toContain("to have another, allowDuplicateName: true.");
  expect(message).toMatch(/More: docs\/adopting\.md\.$/);
});

test.each([
  ["Caf\u00e9", "Cafe\u0301"],
  ["Finance", " Finance"],
])("%j and %j are one name, in the list and in one run", async (one, other) => {
  const { drive, emulator } = await opened({ spaces: [{ name: other, spaceId: "1" }] });
  expect((await errorOf(drive.create({ ...request, name: one }))).message).toContain("id 1");

  const twins = [one, other].map((name) => `${name} `);
  const made = await Promise.allSettled(
    twins.map((name) => drive.create({ ...request, name: name.replace(/ ?$/, "2") })),
  );
  expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(emulator.spaces.size).toBe(2);
});

describe("adoptExisting", () => {
  const adopting = { ...request, adoptExisting: true };

  test("takes over the one space that has the name, and says so", async () => {
    const { drive, emulator, lines, calls } = await opened({
      spaces: [{ name: "Finance", spaceId: "4711" }],
    });
    await expect(drive.create(adopting)).resolves.toMatchObject({ spaceId: "4711" });
    expect(calls()).toEqual({ token: 1, list: 1, query: 1 });
    expect([...lines.values()]).toEqual([
      "took over the existing space 'Finance' (id 4711), since adoptExisting is true; no space was created.",
    ]);
    expect(emulator.spaces.size).toBe(1);
  });

  test("makes a space if none has the name", async () => {
    const { drive, emulator } = await opened();
    await drive.create(adopting);
    expect(emulator.spaces.size).toBe(1);
  });

  test("takes none of several, and names them", async () => {
    const { drive, emulator } = await opened({
      spaces: [
        { name: "Finance", spaceId: "1" },
        { name: "Finance ", spaceId: "2" },
      ],
    });
    const { message } = await errorOf(drive.create(adopting));
    expect(message).toMatch(/id 1, .*id 2, /);
    expect(message).toContain("Nothing was changed.");
    expect(emulator.spaces.size).toBe(2);
  });

  test("does not take the space of another resource of the run", async () => {
    const { drive } = await opened({ spaces: [{ name: "Finance", spaceId: "4711" }] });
    drive.manage("4711", "finance");
    expect((await errorOf(drive.create(adopting))).message).toContain(
      "Space 4711 already belongs to another resource of this program, DriveSpace 'finance'.",
    );
  });

  test("heals a run that was killed after its add", async () => {
    const { drive, emulator, clock } = await opened();
    await drive.create(request);
    const next = another(emulator, clock);
    await next.drive.create(adopting);
    expect(emulator.spaces.size).toBe(1);
  });
});

describe("a space that a resource of the run manages already", () => {
  const managed = async () => {
    const all = await opened({ spaces: [{ name: "Finance", spaceId: "4711" }] });
    all.drive.manage("4711", "Finance");
    return all;
  };

  test("is not taken over by another, and the refusal names the resource", async () => {
    const { drive } = await managed();
    expect((await errorOf(drive.adopt("4711", request))).message).toContain("DriveSpace 'Finance'");
  });

  test("is not deleted with another", async () => {
    const { drive, emulator, lines } = await managed();
    await drive.delete({ spaceId: "4711", unionId, forceDestroy: true });
    expect(emulator.spaces.size).toBe(1);
    expect([...lines.values()]).toEqual([
      "space 4711 now belongs to another resource of this program, so it was not deleted.",
    ]);
  });

  test("is named as the holder of its name, without the advice to import it", async () => {
    const { drive } = await managed();
    const { message } = await errorOf(drive.create(request));
    expect(message).toBe(
      "Another resource of this program, DriveSpace 'Finance', has the space of this name (id 4711). Give one of them another name, or set allowDuplicateName: true.",
    );
  });
});
