import { errorOf, open, type OpenOptions } from "../../support/provider";

const unionId = "emulatorUnionId";
const request = { name: "Finance", unionId, allowDuplicateName: false };
const tooMany = { ...request, allowDuplicateName: true };

async function opened({ emulator, ...more }: OpenOptions = {}) {
  return open({ emulator: { limits: false, ...emulator }, ...more });
}

describe("an add whose answer does not show what was done is looked for, and the space is found", () => {
  test.each([
    ["a gateway's 504 page", { kind: "html", status: 504 }],
    ["a page that looks like a block", { kind: "html", status: 200 }],
    ["a redirect", { kind: "redirect" }],
    ["a proxy's 403", { kind: "answer", status: 403, body: "forbidden by the proxy" }],
    ["system.error with status 400", { kind: "error", code: "system.error", status: 400 }],
    ["system.busy with status 400", { kind: "error", code: "system.busy", status: 400 }],
    ["concurrentError with status 400", { kind: "error", code: "concurrentError", status: 400 }],
    ["a code that nobody knows", { kind: "error", code: "a.new.code", status: 400 }],
    ["a broken connection", { kind: "reset" }],
  ] as const)("%s", async (_, fault) => {
    for (const wanted of [request, tooMany]) {
      const { drive, emulator } = await opened();
      emulator.fault({ on: "add", when: "after", ...fault });
      const { spaceId } = await drive.create(wanted);
      expect(emulator.spaces.all().map((space) => space.spaceId)).toEqual([spaceId]);
      expect(emulator.count("add")).toBe(1);
    }
  });

  test("lists that show it 20 s late", async () => {
    const { drive, emulator, lines } = await opened({ emulator: { listLagMs: 20_000 } });
    emulator.fault({ on: "add", kind: "reset", when: "after" });
    const { spaceId } = await drive.create(request);
    expect(emulator.spaces.all().map((space) => space.spaceId)).toEqual([spaceId]);
    expect([...lines.values()]).toEqual([
      "it is not known whether space 'Finance' was created (connection.reset): looking for it for up to 40 s.",
    ]);
  });
});

test("a second attempt is said in a line of notice, also if it goes well", async () => {
  const { drive, emulator, lines } = await opened();
  emulator.fault({ on: "add", kind: "reset", when: "before" });
  await drive.create(request);
  expect(emulator.spaces.size).toBe(1);
  expect(lines.get("second attempt Finance")).toMatch(
    /^the first attempt to create space 'Finance' ended in connection\.reset/,
  );
});

describe("what an attempt has left open is remembered as long as the process lives", () => {
  test("a create whose looks fail is repeated: the first attempt's space is found by the first list", async () => {
    const { drive, emulator, clock } = await opened();
    emulator.fault({ on: "add", kind: "reset", when: "after" });
    const lists = emulator.fault({
      on: "list",
      kind: "error",
      code: "unknown.error",
      skip: 1,
      times: Infinity,
    });
    const { message } = await errorOf(drive.create(request));
    expect(message).toContain("Whether the space was made is not known");
    lists.remove();
    await clock.pass(60_000);
    const { spaceId } = await drive.create(request);
    expect(emulator.spaces.all().map((space) => space.spaceId)).toEqual([spaceId]);
    expect(emulator.count("add")).toBe(1);
  });

  test("the same if a name may be taken twice", async () => {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "add", kind: "reset", when: "after" });
    const lists = emulator.fault({
      on: "list",
      kind: "error",
      code: "unknown.error",
      skip: 1,
      times: Infinity,
    });
    await errorOf(drive.create(tooMany));
    lists.remove();
    const { spaceId } = await drive.create(tooMany);
    expect(emulator.spaces.all().map((space) => space.spaceId)).toEqual([spaceId]);
  });

  test("half an answer that has the id is enough, though no query works: it is not made anew", async () => {
    const { drive, emulator } = await opened();
    const without = [
      "spaceName",
      "spaceType",
      "quota",
      "usedQuota",
      "permissionMode",
      "createTime",
      "modifyTime",
    ];
    emulator.fault({ on: "add", kind: "incomplete", without });
    emulator.fault({ on: "query", kind: "error", code: "unknown.error", times: Infinity });
    const { spaceId } = await drive.create(tooMany);
    expect(emulator.spaces.all().map((space) => space.spaceId)).toEqual([spaceId]);
    expect(emulator.count("add")).toBe(1);
  });

  test("a cap on calls that ends the second attempt does not hide the first", async () => {
    // The list before, the add, the looks at 0.5, 5, 20 and 40 s, and no second add.
    const { drive, emulator } = await opened({ config: { maxCalls: 6 } });
    emulator.fault({ on: "add", kind: "reset", when: "before", times: Infinity });
    const { message } = await errorOf(drive.create(request));
    expect(message).toContain("connection.reset");
    expect(message).toContain("maxCalls");
    expect(message).toContain("Run `pulumi up` again: it looks for a space 'Finance' first");
  });
});

describe("a space that DingTalk has made under a changed name is not made a second time", () => {
  test.each([
    ["Finance  and  Legal", "Finance and Legal"],
    ["Finance and Controlling of the group", "Finance and Controll"],
    ["Finance and Co.", "Finance and Co"],
    ['Finance "and" Legal', "Finance _and_ Legal"],
  ])("%s, made as %s", async (name, changed) => {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "add", kind: "reset", when: "before" });
    emulator.onCall(({ api }) => {
      if (api === "add") emulator.spaces.add(changed);
    });
    const { message } = await errorOf(drive.create({ ...request, name }));
    const [made] = emulator.spaces.all();
    expect(emulator.count("add")).toBe(1);
    expect(message).toContain(`'${name}'`);
    expect(message).toContain(`'${changed}' (id ${made?.spaceId}`);
  });

  test("a space that another create of the run has asked for is not taken for it", async () => {
    const { drive, emulator } = await opened();
    emulator.fault({ on: "add", kind: "reset", when: "before", match: { name: "Finance and Legal." } });
    const names = ["Finance and Legal.", "Finance and Legal"];
    const made = await Promise.all(names.map((name) => drive.create({ ...request, name })));
    expect(made.map(({ spaceName }) => spaceName)).toEqual(names);
  });
});
