import { reconcile, type Attempt } from "../../../provider/src/dingtalk/spaces/reconcile";

const sentAt = Date.parse("2026-03-01T12:00:30Z");
const attempt: Attempt = { name: "A", sentAt, seen: new Set(), claimed: new Set() };
const space = (
  spaceId: string,
  createTime: string | undefined = "2026-03-01T12:00:31Z",
  spaceName = "A",
) => ({
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
  ["one dated an hour before the attempt: somebody else's", {}, [space("1", "2026-03-01T11:00:31Z")], ["1"]],
  [
    "the same if DingTalk's own clock is an hour slow",
    { clockSkewMs: -3_600_000 },
    [space("1", "2026-03-01T11:00:31Z")],
    "1",
  ],
  [
    "one dated four minutes before the attempt, by a clock that is known to be right: somebody else's",
    { clockSkewMs: 0 },
    [space("1", "2026-03-01T11:56:30Z")],
    ["1"],
  ],
  ["a time without a zone, whatever it says", {}, [space("1", "2026-02-20T12:00:00")], "1"],
  ["China's form of time, whatever it says", {}, [space("1", "Thu May 28 09:37:16 CST 2020")], "1"],
  ["a name of which outer blanks were taken", {}, [space("1", undefined, " A ")], "1"],
  ["a name without its final dot", { name: "Plan B." }, [space("1", undefined, "Plan B")], ["1"]],
  ["a name without doubled blanks", { name: "Plan  B" }, [space("1", undefined, "Plan B")], ["1"]],
  ["a name with a character replaced", { name: "Plan*B" }, [space("1", undefined, "Plan_B")], ["1"]],
  [
    "a name that was cut",
    { name: "Finance and Controlling of the whole group" },
    [space("1", undefined, "Finance and Controll")],
    ["1"],
  ],
  [
    "a name that may have been cut, but another create of this run has asked for it",
    { name: "Finance and Controlling", wanted: new Set(["Finance and"]) },
    [space("1", undefined, "Finance and")],
    "none",
  ],
  [
    "a changed name dated last week",
    { name: "Plan B." },
    [space("1", "2026-02-20T12:00:00Z", "Plan B")],
    "none",
  ],
  [
    "a changed name beside the right one",
    { name: "Plan B." },
    [space("1", undefined, "Plan B"), space("2", undefined, "Plan B.")],
    "2",
  ],
  ["a name that only begins in the same way", { name: "Finance" }, [space("1", undefined, "Fin")], "none"],
  ["a time that cannot be read", {}, [space("1", "yesterday")], "1"],
  ["no time at all", {}, [space("1", undefined)], "1"],
  ["one of last week, which the look should have shown", {}, [space("1", "2026-02-20T12:00:00Z")], ["1"]],
  ["a fitting one beside one of last week", {}, [space("1", "2026-02-20T12:00:00Z"), space("2")], "2"],
])("%s", (_, more, list, expected) => {
  expect(idsOf(reconcile({ ...attempt, ...more }, list))).toEqual(expected);
});
