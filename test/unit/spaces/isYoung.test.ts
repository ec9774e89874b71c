import { YOUNG_MS } from "../../../provider/src/dingtalk/http/timings";
import { isYoung } from "../../../provider/src/dingtalk/spaces/isYoung";

const now = Date.parse("2026-08-01T12:00:00Z");

test.each([
  ["made this moment", now, true],
  ["made just less than ten minutes ago", now - YOUNG_MS + 1, true],
  ["made ten minutes ago", now - YOUNG_MS, false],
  ["made nobody knows when", undefined, false],
])("a space %s: whether answers may not show it yet is told (%p, %p)", (_words, madeAt, expected) => {
  expect(isYoung(madeAt, now)).toBe(expected);
});
