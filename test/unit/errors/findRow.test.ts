import { findRow } from "../../../provider/src/dingtalk/errors/findRow";
import type { ErrorKind, Speaker } from "../../../provider/src/dingtalk/errors/errorTable";
import type { Operation } from "../../../provider/src/dingtalk/wire/operation";

const writes: Operation[] = ["add", "delete"];
const reads: Operation[] = ["token", "list", "query", "storage", "entries", "user"];

test.each<[number | undefined, ErrorKind]>([
  [200, "refused"],
  [400, "refused"],
  [403, "refused"],
  [404, "refused"],
  [499, "refused"],
  [408, "unknown"],
  [429, "unknown"],
  [500, "unknown"],
  [503, "unknown"],
  [undefined, "unknown"],
])(
  "a code that no row names, with status %s: a read is %s, and of a write nobody knows what it did",
  (status, kind) => {
    for (const operation of reads)
      expect({ operation, ...findRow({ operation, code: "something.new", status }) }).toMatchObject({
        operation,
        kind,
      });
    for (const operation of writes)
      expect(findRow({ operation, code: "something.new", status }).kind).toBe("unknown");
  },
);

test("a code counts only in the mouth of who gives it", () => {
  const kindOf = (code: string, speaker: Speaker) =>
    findRow({ operation: "add", code, status: 400, speaker }).kind;
  expect(kindOf("not.connected", "network")).toBe("notSent");
  expect(kindOf("not.connected", "dingtalk")).toBe("unknown");
  expect(kindOf("name.invalid", "dingtalk")).toBe("refused");
  expect(kindOf("name.invalid", "network")).toBe("unknown");
});

test.each<Speaker>(["dingtalk", "network", "package"])(
  "what %s says in a code that no row names stays theirs",
  (speaker) => {
    expect(findRow({ operation: "list", code: "something.new", status: 400, speaker }).speaker).toBe(speaker);
  },
);

test("a row for one call goes before the row for all", () => {
  expect(findRow({ operation: "token", code: "unknownError" }).advice).toContain("dingtalk:clientId");
  expect(findRow({ operation: "list", code: "unknownError" }).advice).not.toContain("dingtalk:clientId");
});
