import { errorOf, open, type OpenOptions } from "../../support/provider";

const unionId = "emulatorUnionId";

/** One space with the id 1, and what deleting it comes to. */
async function opened(emulator: OpenOptions["emulator"] = {}) {
  const all = await open({ emulator: { limits: false, spaces: [{ name: "A", spaceId: "1" }], ...emulator } });
  return {
    ...all,
    refusal: async () =>
      (await errorOf(all.drive.delete({ spaceId: "1", unionId, forceDestroy: false }))).message,
  };
}

const notDetermined = "could not determine whether space 'A' (id 1) contains files, so it was not deleted.";

describe("a space is deleted only if DingTalk has shown a complete and empty list of what it contains", () => {
  test.each([
    ["operatorIllegal", 403],
    ["paramError", 400],
    ["spaceNotExist", 404],
    ["permissionDenied", 403],
    ["Forbidden.AccessDenied.AccessTokenPermissionDenied", 403],
    ["no.priviledge", 400],
    ["a.code.nobody.knows", 400],
    ["InvalidAction.NotFound", 404],
    ["Forbidden.AccessDenied.ApiCountLimitForOrg", 403],
  ])("entries answered %s: refused, and both ways on are named", async (code, status) => {
    const { refusal, emulator, calls } = await opened();
    emulator.spaces.putFile("1", { name: "Plan.adoc" });
    emulator.fault({ on: "entries", kind: "error", code, status, times: Infinity });
    const message = await refusal();
    expect(message).toContain(notDetermined);
    expect(message).toContain(code);
    expect(message.match(/Storage\.File\.Read/g)).toHaveLength(1);
    expect(message).toContain("forceDestroy: true");
    expect(calls()).not.toHaveProperty("delete");
  });

  test.each([
    ["a host without the call", { kind: "html", status: 404 }],
    ["a page in place of an answer", { kind: "html", status: 200 }],
    ["a gateway's page", { kind: "html", status: 502 }],
    ["a redirect", { kind: "redirect" }],
    ["half an answer", { kind: "cut" }],
    ["an answer without the list", { kind: "incomplete", without: ["dentries"] }],
    ["an empty answer", { kind: "unreadable", text: "" }],
  ] as const)("%s in place of the entries: refused", async (_, fault) => {
    const { refusal, emulator, calls } = await opened();
    emulator.fault({ on: "entries", ...fault, times: Infinity });
    expect(await refusal()).toContain(notDetermined);
    expect(calls()).not.toHaveProperty("delete");
  });

  test.each([[["x"]], [["x", "y"]], [["a", "b", "c", "d", "e", "f", "g", "h", "i"]]])(
    "pages that lead round through %j are no end of the list, and cost a handful of calls",
    async (tokens) => {
      const { refusal, emulator, calls } = await opened();
      emulator.fault({ on: "entries", kind: "circle", tokens, times: Infinity });
      expect(await refusal()).toContain(notDetermined);
      const { entries, ...others } = calls();
      expect(entries).toBeLessThanOrEqual(5);
      expect(others).not.toHaveProperty("delete");
    },
  );

  test("a space of which DingTalk does not say how much it contains is not deleted", async () => {
    const { refusal, emulator, calls } = await opened();
    emulator.fault({ on: "query", kind: "incomplete", without: ["usedQuota"], times: Infinity });
    const message = await refusal();
    expect(message).toContain(notDetermined);
    expect(message).toContain("no usedQuota");
    expect(calls()).not.toHaveProperty("delete");
  });

  test("the permission that is missing is asked for once a run, and every space stays", async () => {
    const spaces = ["1", "2", "3", "4"].map((spaceId) => ({ name: `Space ${spaceId}`, spaceId }));
    const { drive, emulator, calls } = await opened({ spaces });
    emulator.app.scopes.delete("Storage.File.Read");
    const deleted = await Promise.allSettled(
      spaces.map(({ spaceId }) => drive.delete({ spaceId, unionId, forceDestroy: false })),
    );
    expect(deleted.map(({ status }) => status)).toEqual(spaces.map(() => "rejected"));
    expect(emulator.spaces.size).toBe(4);
    expect(calls()).toEqual({ token: 1, query: 1, entries: 1 });
  });
});
