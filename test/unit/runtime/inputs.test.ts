import { providerText } from "../../../provider/src/providerText";
import { driveSpace } from "../../../provider/src/runtime";
import { checkInputs } from "../../../provider/src/runtime/inputs";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const whole = { name: "A", unionId: "u" };
const inputs = "its inputs are name, unionId, forceDestroy, allowDuplicateName, adoptExisting";

test.each<[string, Record<string, unknown>, [string, string][]]>([
  [
    "nothing",
    {},
    [
      ["name", "name is missing: give the name of the space"],
      ["unionId", "unionId is missing: give the operator's unionId"],
    ],
  ],
  [
    "a number",
    { ...whole, name: 5 },
    [["name", "name must be a string, not the number 5: give the name of the space"]],
  ],
  [
    "a list",
    { ...whole, unionId: ["u"] },
    [["unionId", "unionId must be a string, not a list: give the operator's unionId"]],
  ],
  [
    "an object",
    { ...whole, name: {} },
    [["name", "name must be a string, not an object: give the name of the space"]],
  ],
  ["null", { ...whole, name: null }, [["name", "name is missing: give the name of the space"]]],
  [
    "an empty text",
    { ...whole, unionId: "" },
    [["unionId", "unionId is empty: give the operator's unionId"]],
  ],
  ["blanks", { ...whole, name: " \t" }, [["name", "name is empty: give the name of the space"]]],
  [
    "a text for a boolean",
    { ...whole, forceDestroy: "yes" },
    [["forceDestroy", `forceDestroy must be a boolean, not the string "yes": give true or false`]],
  ],
  [
    "a property there is not",
    { ...whole, Name: "B" },
    [["Name", `Name is not an input of DriveSpace; ${inputs}`]],
  ],
  [
    "a property every object has",
    { ...whole, toString: "x" },
    [["toString", `toString is not an input of DriveSpace; ${inputs}`]],
  ],
])("check names what is wrong with %s", async (_, news, expected) => {
  const { failures } = await driveSpace.check(whole, { ...news, __provider: providerText });
  expect(failures.map(({ property, reason }) => [property, reason])).toEqual(expected);
});

test("a secret name comes a second time as spaceName, so that both are kept secret; any other spaceName is no input", async () => {
  const given = (spaceName: unknown, name: unknown = "A") =>
    driveSpace.check({}, { ...whole, name, spaceName, allowDuplicateName: true, __provider: providerText });
  expect(await given("A")).toMatchObject({ inputs: { spaceName: "A" }, failures: [] });
  expect(await given(unknown, unknown)).toMatchObject({ inputs: { spaceName: unknown }, failures: [] });
  expect((await given("B")).failures.map(({ property }) => property)).toEqual(["spaceName"]);
});

test("check leaves out flags that are not set, keeps unknown values, and passes nothing on that is not an input", () => {
  expect(checkInputs({ name: unknown, unionId: "u", __provider: providerText })).toEqual({
    inputs: { name: unknown, unionId: "u" },
    failures: [],
  });
  const flags = { forceDestroy: false, allowDuplicateName: null, adoptExisting: false };
  expect(checkInputs({ ...whole, ...flags, forceDestroy: true })).toEqual({
    inputs: { ...whole, forceDestroy: true },
    failures: [],
  });
  const { inputs: sparse } = checkInputs({ name: undefined, forceDestroy: unknown });
  expect(Object.values(sparse)).not.toContain(undefined);
  expect(sparse["forceDestroy"]).toBe(unknown);
});

test("two new resources of one name: the second is told, unless either may; existing ones never are", async () => {
  const reasons = async (olds: object, news: object) =>
    (await driveSpace.check({ ...olds }, { ...whole, ...news })).failures.map(({ property }) => property);
  await expect(reasons({}, { name: "Twin" })).resolves.toEqual([]);
  await expect(reasons(whole, { name: "Twin" })).resolves.toEqual([]);
  await expect(reasons({}, { name: "Twin", allowDuplicateName: true })).resolves.toEqual([]);
  await expect(reasons({}, { name: unknown })).resolves.toEqual([]);
  await expect(reasons({}, { name: unknown })).resolves.toEqual([]);
  await expect(reasons({}, { name: "Twin" })).resolves.toEqual(["name"]);
  await expect(reasons({}, { name: "Caf\u00e9" })).resolves.toEqual([]);
  await expect(reasons({}, { name: "Cafe\u0301" })).resolves.toEqual(["name"]);
});

test("adoptExisting and allowDuplicateName together are refused", async () => {
  const { failures } = await driveSpace.check(whole, {
    ...whole,
    allowDuplicateName: true,
    adoptExisting: true,
  });
  expect(failures).toEqual([
    { property: "adoptExisting", reason: expect.stringContaining("set only one of them") as string },
  ]);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean, string[]]>([
  ["nothing", {}, {}, false, []],
  ["usage and times that moved", { usedQuota: 5, modifyTime: "2026-01-01T00:00Z" }, {}, false, []],
  ["the stored text", { __provider: "old text" }, {}, false, []],
  ["a name", {}, { name: "B" }, true, ["name"]],
  ["an unknown name", {}, { name: unknown }, true, ["name"]],
  ["an operator", {}, { unionId: "v" }, true, []],
  ["forceDestroy", {}, { forceDestroy: true }, true, []],
  ["an unknown allowDuplicateName", {}, { allowDuplicateName: unknown }, true, []],
  [
    "a state of a release without the booleans",
    { forceDestroy: undefined, allowDuplicateName: undefined },
    {},
    false,
    [],
  ],
])("diff of %s", async (_, olds, news, changes, replaces) => {
  const outputs = { ...whole, spaceId: "1", spaceName: "A", usedQuota: 0, __provider: providerText, ...olds };
  const result = await driveSpace.diff("1", outputs, { ...whole, __provider: providerText, ...news });
  expect(result).toEqual({ changes, replaces, deleteBeforeReplace: replaces.length > 0 });
});

test("diff warns of files that a replacement would delete, which the engine shows at preview", async () => {
  const warnings = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const full = { ...whole, spaceId: "7", spaceName: "A", usedQuota: 2048, __provider: providerText };
  await driveSpace.diff("7", { ...full, forceDestroy: true }, { ...whole, name: "B" });
  await driveSpace.diff("7", full, { ...whole, unionId: "v" });
  expect(warnings).not.toHaveBeenCalled();
  await driveSpace.diff("7", full, { ...whole, name: unknown });
  expect(warnings.mock.calls).toEqual([
    [
      expect.stringMatching(
        /^pulumi-dingtalk: warning: space 'A' \(id 7\) holds 2\.0 KiB of files\. To give it the name '\(not known yet\)' .* will be refused\./,
      ),
    ],
  ]);
  warnings.mockRestore();
});

test("diff makes sense of refresh, which swaps the sides: new outputs first, old inputs second", async () => {
  const refreshed = {
    ...whole,
    spaceId: "1",
    spaceName: "A",
    usedQuota: 0,
    modifyTime: "later",
    __provider: providerText,
  };
  await expect(driveSpace.diff("1", refreshed, whole)).resolves.toMatchObject({
    changes: false,
    replaces: [],
  });
  const renamed = { ...refreshed, name: "B", spaceName: "B" };
  await expect(driveSpace.diff("1", renamed, whole)).resolves.toMatchObject({
    changes: true,
    replaces: ["name"],
  });
});

test("diff survives a state with nothing in it", async () => {
  await expect(driveSpace.diff("1", {}, whole)).resolves.toMatchObject({ changes: true, replaces: ["name"] });
  await expect(driveSpace.diff("1", {}, {})).resolves.toMatchObject({ changes: false });
});
