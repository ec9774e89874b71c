import { DingTalkError } from "../../../provider/src/dingtalk/errors/dingTalkError";
import { WITNESS_GAP_MS } from "../../../provider/src/dingtalk/http/timings";
import {
  judge,
  mayTell,
  tellsFrom,
  type Evidence,
  type Witness,
} from "../../../provider/src/dingtalk/reading/evidence";

const space = { spaceId: "1", spaceName: "A" };
const query = (from: number, to = from): Witness => ({ kind: "query", from, to });
const list = (from: number, to = from): Witness => ({ kind: "list", from, to });
const nothing: Evidence = { seenAt: -Infinity, leftOut: [] };
const refusal = (at: number) => ({
  at,
  error: new DingTalkError({ operation: "query", code: "param.error", message: "No" }),
});
/** Asked at 100 s; answers from 70 s on will do. */
const question = { id: "1", at: 100_000, since: 70_000 };
const gap = WITNESS_GAP_MS;

test.each<[string, Evidence, boolean, ReturnType<typeof judge>]>([
  ["nothing is known", nothing, true, "not known"],
  ["it was seen", { ...nothing, space, seenAt: 80_000 }, true, "there"],
  ["it was seen too long ago", { ...nothing, space, seenAt: 69_999 }, true, "not known"],
  ["this run has deleted it", { ...nothing, seenAt: 100_000 }, true, "not known"],
  ["one query leaves it out", { ...nothing, leftOut: [query(100_000)] }, true, "not known"],
  ["one list leaves it out", { ...nothing, leftOut: [list(100_000)] }, true, "not known"],
  [
    "a query and a list do, at the same time",
    { ...nothing, leftOut: [query(100_000), list(100_100)] },
    true,
    "not known",
  ],
  [
    "a query and a list do, a moment too close",
    { ...nothing, leftOut: [query(100_000), list(100_000 + gap - 1)] },
    true,
    "not known",
  ],
  [
    "a query and a list do, far enough apart",
    { ...nothing, leftOut: [query(100_000), list(100_000 + gap)] },
    true,
    "gone",
  ],
  [
    "the second began before the first had ended long enough ago",
    { ...nothing, leftOut: [list(100_000, 103_000), query(100_000 + gap)] },
    true,
    "not known",
  ],
  [
    "two queries do, and the list has not been asked",
    { ...nothing, leftOut: [query(100_000), query(100_000 + gap)] },
    true,
    "not known",
  ],
  [
    "two queries do, and the list cannot be asked",
    { ...nothing, leftOut: [query(100_000), query(100_000 + gap)] },
    false,
    "gone",
  ],
  ["two lists do", { ...nothing, leftOut: [list(100_000), list(100_000 + gap)] }, true, "gone"],
  [
    "a list from before the question and a query after it do",
    { ...nothing, leftOut: [list(90_000), query(100_000)] },
    true,
    "gone",
  ],
  [
    "both are from before the question",
    { ...nothing, leftOut: [list(80_000), list(90_000)] },
    true,
    "not known",
  ],
  [
    "both are from before the question, and after it a query was refused",
    { ...nothing, leftOut: [list(80_000), list(90_000)], refusal: refusal(100_000) },
    true,
    "gone",
  ],
  [
    "both are from before the question, and before it a query was refused",
    { ...nothing, leftOut: [list(80_000), list(90_000)], refusal: refusal(99_999) },
    true,
    "not known",
  ],
  ["a query alone was refused", { ...nothing, refusal: refusal(100_000) }, true, "not known"],
  [
    "a query was refused and one list leaves it out",
    { ...nothing, leftOut: [list(100_000)], refusal: refusal(100_000) },
    true,
    "not known",
  ],
  ["the first is too old", { ...nothing, leftOut: [list(69_999), query(100_000)] }, true, "not known"],
  [
    "it was seen since the first was asked",
    { space, seenAt: 69_000, leftOut: [list(68_000), query(100_000)] },
    true,
    "not known",
  ],
  [
    "it was made or deleted by this run after the first",
    { seenAt: 95_000, leftOut: [list(90_000), query(100_000)] },
    true,
    "not known",
  ],
])("%s", (_, evidence, needsList, verdict) => {
  expect(judge(evidence, question, { needsList, shownAt: Infinity })).toBe(verdict);
});

test.each<[string, readonly Witness[], boolean, number, ReturnType<typeof judge>]>([
  ["a list that shows others", [query(100_000), list(100_000 + gap)], true, 100_000 + gap, "gone"],
  ["a list that shows nothing", [query(100_000), list(100_000 + gap)], true, 100_000 + gap - 1, "blind"],
  ["a query that shows another", [list(90_000), query(100_000)], true, 100_000, "gone"],
  ["a query that shows nothing", [list(90_000), query(100_000)], true, 99_999, "not known"],
  ["a query that shows nothing, and no list", [query(90_000), query(100_000)], false, 99_999, "blind"],
  ["one answer that shows nothing", [list(100_000)], true, -Infinity, "not known"],
])("the operator is judged by the last answer: %s", (_, leftOut, needsList, shownAt, verdict) => {
  expect(judge({ ...nothing, leftOut }, question, { needsList, shownAt })).toBe(verdict);
});

test("a query that told nothing is not asked again", () => {
  const evidence = { ...nothing, leftOut: [list(90_000), query(100_000)] };
  expect(mayTell(evidence, question, 100_000)).toBe(false);
  expect(mayTell(evidence, question, 100_001)).toBe(true);
});

test("one more answer can tell from a gap after the first usable one on", () => {
  const evidence = { ...nothing, leftOut: [query(60_000), query(100_000, 100_200), list(101_000, 102_000)] };
  expect(tellsFrom(evidence, question, "list", true)).toBe(100_200 + gap);
  expect(tellsFrom(evidence, question, "query", true)).toBe(102_000 + gap);
  expect(tellsFrom(evidence, question, "query", false)).toBe(100_200 + gap);
  expect(tellsFrom(nothing, question, "list", true)).toBeUndefined();
});
