import { reconcile, type Attempt } from "../../provider/src/dingtalk/reconcile";

const sentAt = Date.parse("2026-03-01T12:00:30Z");
const attempt: Attempt = { name: "A", sentAt, lookedAt: sentAt - 2_000, seen: new Set(), claimed: new Set() };
const space = (spaceId: string, createTime: unknown = "2026-03-01T12:00:31Z", spaceName = "A") => ({
  spaceId,
  spaceName,
  createTime,
});
const idsOf = (found: ReturnType<typeof reconcile>) =>
  found.kind === "one"
    ? found.space.spaceId
    : found.kind === "none"
      ? "none"
      : found.spaces.map(({ spaceId }) => spaceId);

test.each<[string, Partial<Attempt>, ReturnType<typeof space>[], string | string[]]>([
  ["an empty list", {}, [], "none"],
  ["one new space of the name", {}, [space("1")], "1"],
  ["one of another name", {}, [space("1", undefined, "B")], "none"],
  ["a name that differs in case", {}, [space("1", undefined, "a")], "none"],
  ["one that was seen before", { seen: new Set(["1"]) }, [space("1")], "none"],
  ["one that another resource has", { claimed: new Set(["1"]) }, [space("1")], "none"],
  [
    "one beside what was seen and claimed",
    { seen: new Set(["1"]), claimed: new Set(["2"]) },
    [space("1"), space("2"), space("3")],
    "3",
  ],
  ["two new ones", {}, [space("1"), space("2")], ["1", "2"]],
  ["a time to the minute that holds the attempt", {}, [space("1", "2026-03-01T12:00Z")], "1"],
  ["a clock that is four minutes slow", {}, [space("1", "2026-03-01T11:56:30Z")], "1"],
  ["a clock that is an hour fast", {}, [space("1", "2026-03-01T13:00:31Z")], "1"],
  ["a clock that is an hour slow, dating it before the look", {}, [space("1", "2026-03-01T11:00:31Z")], "1"],
  ["a time that cannot be read", {}, [space("1", "yesterday")], "1"],
  ["no time at all", {}, [space("1", undefined)], "1"],
  ["one of last week, which the look should have shown", {}, [space("1", "2026-02-20T12:00:00Z")], ["1"]],
  ["a fitting one beside one of last week", {}, [space("1", "2026-02-20T12:00:00Z"), space("2")], "2"],
  ["an id that the broken answer gave", { hint: "2" }, [space("1"), space("2")], "2"],
  ["an id that is not there", { hint: "9" }, [space("1")], "1"],
  ["an id that another resource has", { hint: "1", claimed: new Set(["1"]) }, [space("1")], "none"],
])("%s", (_, more, list, expected) => {
  expect(idsOf(reconcile({ ...attempt, ...more }, list))).toEqual(expected);
});
