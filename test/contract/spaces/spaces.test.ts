import { errorOf, open, type OpenOptions } from "../../support/provider";

const unionId = "emulatorUnionId";

async function opened(emulator: OpenOptions["emulator"] = {}) {
  const all = await open({ emulator: { limits: false, ...emulator } });
  const { drive } = all;
  return {
    ...all,
    create: (name: string, allowDuplicateName = false) => drive.create({ name, unionId, allowDuplicateName }),
    remove: (spaceId: string, forceDestroy = false) => drive.delete({ spaceId, unionId, forceDestroy }),
    names: () => all.emulator.spaces.all().map(({ name }) => name),
  };
}

describe("creating", () => {
  test("20 creates share one token and one list, and each is one add", async () => {
    const { create, calls, names } = await opened();
    const wanted = Array.from({ length: 20 }, (_, index) => `Space ${index}`);
    const made = await Promise.all(wanted.map((name) => create(name)));
    expect(made.map(({ spaceName }) => spaceName)).toEqual(wanted);
    expect(names()).toEqual(expect.arrayContaining(wanted));
    expect(calls()).toEqual({ token: 1, list: 1, add: 20 });
  });

  test("a name is found to be taken on the last page of the list too", async () => {
    const spaces = [...Array.from({ length: 120 }, (_, index) => `Space ${index}`), "Taken"];
    const { create, calls } = await opened({ spaces });
    await expect(errorOf(create("Taken"))).resolves.toMatchObject({
      message: expect.stringContaining("DingTalk already has a space of this name: id ") as string,
    });
    expect(calls()).toEqual({ token: 1, list: 3 });
  });

  test("several holders of a name are all named", async () => {
    const { create } = await opened({
      spaces: [
        { name: "A", spaceId: "1" },
        { name: "A", spaceId: "2" },
      ],
    });
    const { message } = await errorOf(create("A"));
    expect(message).toMatch(
      /already has 2 spaces of this name: id 1, created \S+; id 2, created \S+\. Nothing was created: if it was deleted just now, wait a minute and run again\./,
    );
  });

  test("without Drive.Space.Read the look is skipped, which is asked and said once", async () => {
    const { create, calls, lines, emulator } = await opened();
    emulator.app.scopes.delete("Drive.Space.Read");
    await Promise.all(["A", "B", "C"].map((name) => create(name)));
    expect(calls()).toEqual({ token: 1, list: 1, add: 3 });
    expect([...lines.values()]).toEqual([
      "The app lacks the permission Drive.Space.Read: the duplicate-name check is skipped, and a create whose response is lost must be resolved by hand.",
    ]);
  });

  test("a look that fails for another reason is no leave to create", async () => {
    const { create, calls, emulator, names } = await opened();
    emulator.fault({ on: "list", kind: "error", code: "no.priviledge" });
    await errorOf(create("A"));
    expect(calls()).toEqual({ token: 1, list: 1 });
    await errorOf(create("A"));
    expect(calls()).toEqual({});
    expect(names()).toEqual([]);
  });

  test.each([
    [
      "addSpace.forbiden",
      "The organization's administrator has switched off new shared spaces: ask to have them allowed.",
    ],
    ["name.invalid", "Change name."],
    [
      "no.priviledge",
      "Set unionId to a user of this organization who may do this in Drive. If everybody is refused, the organization may have to be certified first.",
    ],
    [
      "Forbidden.AccessDenied.AccessTokenPermissionDenied",
      "Grant the app the permission Drive.Space.Write in DingTalk's developer console. It counts once it is published in a version of the app; then run again.",
    ],
    [
      "Forbidden.AccessDenied.IpNotInWhiteList",
      "Add the public IP address of this machine, or of its proxy, to the app's list in DingTalk's developer console.",
    ],
  ])("%s is said with what to do, and not tried again", async (code, advice) => {
    const { create, emulator, names } = await opened();
    emulator.fault({ on: "add", kind: "error", code, times: Infinity });
    const { message } = await errorOf(create("A"));
    expect(message.endsWith(`. ${advice}`)).toBe(true);
    expect(emulator.count("add")).toBe(1);
    expect(names()).toEqual([]);
  });

  test("two resources of one run do not get one name, nor one space", async () => {
    const { create, drive, emulator } = await opened({ spaces: [{ name: "Old", spaceId: "1" }] });
    const [first, second] = await Promise.allSettled([create("A"), create("A")]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    expect(emulator.spaces.named("A")).toHaveLength(1);

    const adopt = () => drive.adopt("1", { name: "Old", unionId, allowDuplicateName: false });
    await expect(adopt()).resolves.toMatchObject({ spaceId: "1" });
    await expect(errorOf(adopt())).resolves.toMatchObject({
      message:
        "Space 1 already belongs to another resource of this program, DriveSpace 'Old'. A space belongs to one resource: remove one of the two.",
    });
  });
});

describe("deleting", () => {
  test.each(["ok", "param.error", "no.priviledge", "unsupported.operation", "space.not.found"])(
    "a space that is gone by then, which DingTalk answers with %s, is done",
    async (alreadyGone) => {
      const { remove, emulator, names } = await opened({
        spaces: [{ name: "A", spaceId: "1" }, "Another"],
        alreadyGone,
      });
      emulator.fault({ on: "delete", kind: "error", code: "unknown.error", when: "after" });
      await remove("1", true);
      await remove("2", true);
      expect(names()).toEqual(["Another"]);
    },
  );

  test("a space that is not there needs no delete", async () => {
    const { remove, calls } = await opened({ spaces: ["Another"] });
    await remove("1");
    expect(calls()).toEqual({ token: 1, query: 1, list: 1 });
  });

  test("what cannot be deleted is said to be still there", async () => {
    const { remove, names, emulator } = await opened({
      spaces: [{ name: "All staff", spaceId: "1", allStaff: true }],
    });
    const { message } = await errorOf(remove("1"));
    expect(message).toMatch(
      /\(unsupported\.operation, request [\w-]+\)\. .*all-staff folder.*pulumi state delete.* DingTalk still shows space 1\. /,
    );
    expect(emulator.count("delete")).toBe(1);
    expect(names()).toEqual(["All staff"]);
  });

  test.each([
    [1, "1 byte"],
    [5_000_000, "4.8 MiB"],
  ])("%d bytes of files are refused without asking what they are", async (usedQuota, size) => {
    const { remove, calls, names } = await opened({ spaces: [{ name: "A", spaceId: "1", usedQuota }] });
    const { message } = await errorOf(remove("1"));
    expect(message).toContain(
      `Space 'A' (id 1) contains ${size} of files; deleting it would delete them. Nothing was changed.`,
    );
    expect(calls()).toEqual({ token: 1, query: 1 });
    expect(names()).toEqual(["A"]);
  });

  test.each([
    [{ name: "Plan.adoc" }, "the file 'Plan.adoc'"],
    [{ name: "Archive", type: "FOLDER" as const }, "the folder 'Archive'"],
  ])("%j of 0 bytes is found and named", async (file, what) => {
    const { remove, names } = await opened({ spaces: [{ name: "A", spaceId: "1", files: [file] }] });
    await expect(errorOf(remove("1"))).resolves.toMatchObject({
      message: expect.stringContaining(
        `Space 'A' (id 1) contains ${what}; deleting it would delete that too`,
      ) as string,
    });
    expect(names()).toEqual(["A"]);
  });

  test("whether a space is empty that cannot be told because of a fault, is a refusal and no delete", async () => {
    const { remove, calls, emulator } = await opened({ spaces: [{ name: "A", spaceId: "1" }] });
    emulator.fault({ on: "entries", kind: "reset", times: Infinity });
    const { message } = await errorOf(remove("1"));
    expect(message).toContain(
      "could not determine whether space 'A' (id 1) contains files, so it was not deleted.",
    );
    expect(calls()).not.toHaveProperty("delete");
  });

  test("10 deletes share one token and one query", async () => {
    const spaces = Array.from({ length: 10 }, (_, index) => ({
      name: `Space ${index}`,
      spaceId: String(index + 1),
    }));
    const { remove, calls, names } = await opened({ spaces });
    await Promise.all(spaces.map(({ spaceId }) => remove(spaceId)));
    expect(names()).toEqual([]);
    expect(calls()).toEqual({ token: 1, query: 1, entries: 10, delete: 10 });
  });

  test("forceDestroy looks at nothing and deletes", async () => {
    const { remove, calls, names } = await opened({ spaces: [{ name: "A", spaceId: "1", usedQuota: 5 }] });
    await remove("1", true);
    expect(calls()).toEqual({ token: 1, delete: 1 });
    expect(names()).toEqual([]);
  });
});
